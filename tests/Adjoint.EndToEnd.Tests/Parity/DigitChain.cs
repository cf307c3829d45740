namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>The model of <c>tests/reference/reference.py</c>.</summary>
[Model]
[Input(64)]
[Dense(32, Name = "hidden"), Relu]
[Dense(10)]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public partial class DigitChain;

/// <summary>The same chain with an optimizer that shows the gradients.</summary>
[Model]
[Input(64)]
[Dense(32, Name = "hidden"), Relu]
[Dense(10)]
[CrossEntropy]
[Sgd]
public partial class DigitChainGradients;
