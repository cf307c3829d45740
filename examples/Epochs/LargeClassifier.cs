using Adjoint;

namespace Digits;

/// <summary>What is written on the picture.</summary>
public enum Digit { Zero, One, Two, Three, Four, Five, Six, Seven, Eight, Nine }

/// <summary>Has room for far more than a hundred pictures: it will know them by heart.</summary>
[Model]
[Input(8, 8, Name = "pixels"), Flatten]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense<Digit>]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public partial class LargeClassifier;
