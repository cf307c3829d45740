namespace Adjoint.Benchmarks;

/// <summary>W3b: two values of 24 inputs, one hidden layer.</summary>
[Model]
[Input(24)]
[Dense(24, Name = "hidden"), Tanh]
[Dense(2, Name = "outputs")]
[MeanSquaredError]
[Adam(LearningRate = 1e-3)]
public partial class SmallRegressor;
