namespace Adjoint.Benchmarks;

/// <summary>The species in scikit-learn's iris.csv; the values are its labels.</summary>
public enum Iris { Setosa, Versicolor, Virginica }

/// <summary>W3a: a network so small that everything but arithmetic counts.</summary>
[Model]
[Input(4, Name = "flower")]
[Dense(16, Name = "hidden1"), Tanh]
[Dense(16, Name = "hidden2"), Tanh]
[Dense<Iris>(Name = "iris")]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public partial class IrisClassifier;
