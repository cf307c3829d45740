using Adjoint;

namespace Iris;

/// <summary>Tells the species of an iris from four lengths.</summary>
[Model<Flower>]
[Standardize]                        // learned from the training set, saved with the weights
[Dense(16, Name = "hidden"), Tanh]
[Dense<Species>]
[CrossEntropy]
[Adam(LearningRate = 0.02)]
public partial class FlowerClassifier;
