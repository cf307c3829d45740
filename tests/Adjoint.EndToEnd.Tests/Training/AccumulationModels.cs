namespace Adjoint.EndToEnd.Tests.Training;

// Each pair is one model, its batches whole and cut.
[Model, Input(4), Dense(7), Tanh, Dropout(0.4), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), Sgd]
public partial class WholeClasses;

[Accumulate(4)]
[Model, Input(4), Dense(7), Tanh, Dropout(0.4), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), Sgd]
public partial class CutClasses;

[Model, Input(4), Dense(7), Gelu, Dropout(0.3), Dense(5), Dropout(0.2), Dense(2), Huber, Sgd]
public partial class WholeValues;

[Model, Input(4), Dense(7), Gelu, Dropout(0.3), Dense(5), Dropout(0.2), Dense(2), Huber, Accumulate(4), Sgd]
public partial class CutValues;

[Model, Input(4), Dense(7), Relu, Dropout(0.5), Dense(3), BinaryCrossEntropy(PositiveWeights = new[] { 1.0, 2.0, 0.5 }), Sgd]
public partial class WholeAnswers;

[Model, Input(4), Dense(7), Relu, Dropout(0.5), Dense(3), BinaryCrossEntropy(PositiveWeights = new[] { 1.0, 2.0, 0.5 }), Sgd, Accumulate(4)]
public partial class CutAnswers;

[Model, Input(4), Embedding(9, 3, Padding = 0), Dropout(0.5), LayerNorm, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class WholeWords;

[Model, Input(4), Embedding(9, 3, Padding = 0), Dropout(0.5), LayerNorm, Flatten, Dense(3), CrossEntropy, Sgd, Accumulate(4)]
public partial class CutWords;

[Model, Input(4), Dense(7), Tanh, Dense(3), CrossEntropy, ClipNorm(0.125), Adam]
public partial class WholeClipped;

[Model, Input(4), Dense(7), Tanh, Dense(3), CrossEntropy, ClipNorm(0.125), Adam, Accumulate(4)]
public partial class CutClipped;

[Model, Input(4), Dense(7), Tanh, Dense(3), CrossEntropy, ClipNorm(0.125), Adam, Accumulate(1)]
public partial class UncutClipped;

/// <summary>Its layers are timed, and looked at where it diverges.</summary>
[Model, Profile, Input(2), Dense(4, Name = "first"), Relu, Dense(1, Name = "last"), MeanSquaredError, Sgd(LearningRate = 1e-6), Accumulate(3)]
public partial class CutChain;

[Model, Input(4), Dense(7), BatchNorm, Tanh, Dense(3), CrossEntropy, Sgd, Accumulate(4)]
public partial class CutNormed;
