namespace Adjoint.Benchmarks;

/// <summary>W6: learns the exponential of 2x2 matrices, all of them in one batch; the first example of SimpleChains.jl.</summary>
[Model]
[Input(2, 2, Name = "matrix"), Flatten]
[Dense(32, Name = "hidden1"), Tanh]
[Dense(16, Name = "hidden2"), Tanh]
[Dense(4, Name = "exponential")]
[MeanSquaredError]
[Adam(LearningRate = 1e-3)]
public partial class MatrixExponential;
