namespace Adjoint.EndToEnd.Tests.Checkpoints;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 2.0, 0.5 }), Sgd(LearningRate = 0.1)]
public partial class WithSgd;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Sgd(LearningRate = 0.1, Momentum = 0.9, Dampening = 0.1, WeightDecay = 0.01)]
public partial class WithMomentum;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Sgd(LearningRate = 0.1, Momentum = 0.9, Nesterov = true)]
public partial class WithNesterov;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, 2.0, 0.5 }), Adam(LearningRate = 0.05)]
public partial class WithAdam;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Adam(LearningRate = 0.05, AmsGrad = true)]
public partial class WithAmsGrad;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, AdamW(LearningRate = 0.05)]
public partial class WithAdamW;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, NAdam(LearningRate = 0.05)]
public partial class WithNAdam;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, RAdam(LearningRate = 0.05)]
public partial class WithRAdam;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Lamb(LearningRate = 0.05)]
public partial class WithLamb;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Lion(LearningRate = 0.01)]
public partial class WithLion;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Adagrad(LearningRate = 0.1, LearningRateDecay = 0.01)]
public partial class WithAdagrad;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Adadelta]
public partial class WithAdadelta;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, RmsProp(LearningRate = 0.05, Momentum = 0.5, Centered = true)]
public partial class WithRmsProp;

[Model, Input(4), Dense(5), LayerNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Adam(LearningRate = 0.05), AverageWeights(0.8), Accumulate(2)]
public partial class WithAverages;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.3), Dense(3), CrossEntropy, Sgd(LearningRate = 0.1), AverageWeights(0.5, EveryIterations = 2, StartIteration = 7)]
public partial class WithLateAverages;

/// <summary>Without an epoch's worth of anything special.</summary>
[Model, Input(4), Dense(5), Relu, Dense(3), CrossEntropy, Adam]
public partial class Plain;

/// <summary>As <see cref="Plain"/>, but for the width of the hidden layer.</summary>
[Model, Input(4), Dense(6), Relu, Dense(3), CrossEntropy, Adam]
public partial class Wider;

/// <summary>As <see cref="Plain"/>, but for the activation.</summary>
[Model, Input(4), Dense(5), Tanh, Dense(3), CrossEntropy, Adam]
public partial class Tanhed;

/// <summary>As <see cref="Plain"/>, but for a setting of the optimizer.</summary>
[Model, Input(4), Dense(5), Relu, Dense(3), CrossEntropy, Adam(Beta1 = 0.8)]
public partial class Slower;

/// <summary>As <see cref="Plain"/>, with one more word.</summary>
[Model, Input(4), Dense(5), Relu, Dense(3), CrossEntropy, Adam, Accumulate(3)]
public partial class Cut;

/// <summary>The same word with another number.</summary>
[Model, Input(4), Dense(5), Relu, Dense(3), CrossEntropy, Adam, Accumulate(4)]
public partial class CutFiner;

/// <summary>Two words fewer.</summary>
[Model, Input(4), Dense(5), Relu, CrossEntropy, Adam]
public partial class Shorter;
