namespace Adjoint.EndToEnd.Tests.Gradients;

[Model, Input(5), Dense(9), Tanh, Dense(1), BinaryCrossEntropy, Sgd]
public partial class YesOrNo;

[Model, Input(5), Dense(9), Tanh, Dense(1), BinaryCrossEntropy(PositiveWeight = 3.5), Sgd]
public partial class YesOrNoOfFew;

[Model, Input(3), Dense(1), BinaryCrossEntropy(PositiveWeights = new[] { 0.25 }), Sgd]
public partial class YesOrNoOfOne;

[Model, Input(5), Dense(9), Tanh, Dense(3), BinaryCrossEntropy, Sgd]
public partial class Labels;

[Model, Input(3), Dense(65), BinaryCrossEntropy, Sgd]
public partial class LabelsOfMany;

[Model, Input(5), Dense(9), Gelu, Dense(3), BinaryCrossEntropy(PositiveWeight = 2.5), Sgd]
public partial class LabelsOfFew;

[Model, Input(5), Dense(9), Silu, Dense(4), BinaryCrossEntropy(PositiveWeights = new[] { 1, 3.5, 0.25, 8 }), Sgd]
public partial class LabelsOfFewEach;

[Model, Input(2, 3), Dense(2), Flatten, BinaryCrossEntropy(PositiveWeights = new[] { 0.5, 1, 1.5, 2 }), Sgd]
public partial class LabelsOfAxes;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(ClassWeights = new[] { 1, 2.5, 0.25 }), Sgd]
public partial class WeightedClasses;

[Model, Input(5), Dense<Color>, CrossEntropy(ClassWeights = new[] { 0.5, 1.0, 1.5, 2.0 }), Sgd]
public partial class WeightedColors;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(ClassWeights = new[] { 1, 2.5, 0.25 }, LabelSmoothing = 0.25), Sgd]
public partial class WeightedClassesSmoothed;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(Probabilities = true), Sgd]
public partial class ProbableClasses;

[Model, Input(3), Dense(65), CrossEntropy(Probabilities = true), Sgd]
public partial class ProbableClassesOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(Probabilities = true, LabelSmoothing = 0.25), Sgd]
public partial class ProbableClassesSmoothed;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(Probabilities = true, ClassWeights = new[] { 1, 2.5, 0 }), Sgd]
public partial class ProbableClassesWeighted;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(Probabilities = true, ClassWeights = new[] { 1, 2.5, 0.25 }, LabelSmoothing = 0.25), Sgd]
public partial class ProbableClassesInFull;
