using Adjoint;

namespace Database;

/// <summary>Predicts how far the disease of a patient will have come in a year.</summary>
[Model<Patient>]
[Dense(8, Name = "hidden"), Tanh]
[Dense(1, BiasInit = Initialization.Constant, BiasScale = 1.5), Scale(100)]   // in hundreds, from where patients are on average
[MeanSquaredError]
[Adam(LearningRate = 3e-3)]
public partial class ProgressionModel;
