using Adjoint;

namespace Iris;

/// <summary>Tells the species of an iris from four lengths.</summary>
[Model<Flower>]
[Dense(16, Name = "hidden"), Tanh]
[Dense<Species>]
[CrossEntropy]
[Adam(LearningRate = 0.02)]
public partial class FlowerClassifier;
