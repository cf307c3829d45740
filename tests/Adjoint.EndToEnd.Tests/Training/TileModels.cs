namespace Adjoint.EndToEnd.Tests.Training;

// Small models with wide activations, so that a tile has few samples.
[Model, Input(6), Dense(60), Tanh, Dropout(0.4), Dense(40), LayerNorm, Gelu, Dropout(0.1), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), ClipNorm(1), Adam]
public partial class TiledClasses;

[Accumulate(3)]
[Model, Input(6), Dense(60), Tanh, Dropout(0.4), Dense(40), LayerNorm, Gelu, Dropout(0.1), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), ClipNorm(1), Adam]
public partial class TiledParts;

[Model, Profile, Input(6), Dense(60), Tanh, Dropout(0.4), Dense(40), LayerNorm, Gelu, Dropout(0.1), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), ClipNorm(1), Adam]
public partial class TiledProfiled;

[Model, Input(6), Dense(60), Tanh, Dropout(0.4), Dense(40), LayerNorm, Gelu, Dropout(0.1), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 0.0, 2.5 }), Sgd]
public partial class TiledGradient;

[Model, Input(6), Dense(60), Silu, Dense(60), Tanh, Dense(2), Huber, Sgd]
public partial class TiledValues;

[Model, Input(6), Dense(60), Tanh, Dense(60), Sigmoid, Dense(3), BinaryCrossEntropy(PositiveWeights = new[] { 1.0, 2.0, 0.5 }), Sgd]
public partial class TiledAnswers;

[Model, Input(4), Embedding(9, 20, Padding = 0), Dropout(0.5), LayerNorm, Flatten, Dense(40), Tanh, Dense(3), CrossEntropy, Sgd]
public partial class TiledWords;

[Model, Input(6), Dense(60), BatchNorm(Frozen = true), Tanh, Dense(40, Frozen = true), Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class TiledFrozen;

[Model, Input(6), Dense(60), BatchNorm, Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class UntiledNormed;

[Model, Input(6), Dense(1000), Tanh, Dense(20), Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class UntiledLarge;

[Model, Input(2), Dense(100, Name = "first"), Relu, Dense(1, Name = "last"), MeanSquaredError, Sgd(LearningRate = 1e-6)]
public partial class TiledChain;
