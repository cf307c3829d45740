using Adjoint;

namespace Spirals;

/// <summary>Which of two arms, wound into each other, a point lies on.</summary>
public enum Arm { Inner, Outer }

/// <summary>Tells the arms apart.</summary>
[Model]
[Input(2, Name = "point")]
[Dense(32, Name = "hidden"), Tanh]
[Dense(16), Relu]
[Dense<Arm>]
[CrossEntropy]
[Adam(LearningRate = 1e-2)]
public partial class SpiralClassifier;
