using Adjoint;

namespace FashionMnist;

/// <summary>What is on the picture; the values are the labels in the files.</summary>
public enum Garment { TShirt, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, AnkleBoot }

/// <summary>Tells garments apart by 28x28 pixels.</summary>
[Model]
[Input(28, 28, Name = "pixels"), Flatten]
[Dense(128, Name = "hidden"), Relu]
[Dense<Garment>]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public partial class FashionClassifier;
