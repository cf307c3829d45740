namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>The regressor of <c>tests/reference/reference.py</c>.</summary>
[Model]
[Input(8)]
[Dense(16, Name = "first"), Tanh]
[Dense(16, Name = "second"), Gelu]
[Dense(2, Name = "estimate")]
[Huber(Delta = 0.5)]
[AdamW(LearningRate = 3e-3, WeightDecay = 0.05)]
public partial class ReferenceRegressor;

/// <summary>Its regressor with norms, of which the first layer and the norms are frozen.</summary>
[Model]
[Input(8)]
[Dense(16, Bias = false, Name = "base", Frozen = true), BatchNorm(Frozen = true), Tanh]
[Dense(12, Name = "hidden"), LayerNorm(Frozen = true), Gelu]
[Dense(2, Name = "estimate")]
[Huber(Delta = 0.5)]
[AdamW(LearningRate = 3e-3, WeightDecay = 0.05)]
public partial class ReferenceFrozen;

/// <summary>The same with nothing frozen, and weight decay on the weights of dense layers alone.</summary>
[Model]
[Input(8)]
[Dense(16, Bias = false, Name = "base"), BatchNorm, Tanh]
[Dense(12, Name = "hidden"), LayerNorm, Gelu]
[Dense(2, Name = "estimate")]
[Huber(Delta = 0.5)]
[AdamW(LearningRate = 3e-3, WeightDecay = 0.3, DecayWeightsOnly = true)]
public partial class ReferenceDecayedAdamW;

/// <summary>The same with gradient descent, which is told how much decay when it trains.</summary>
[Model]
[Input(8)]
[Dense(16, Bias = false, Name = "base"), BatchNorm, Tanh]
[Dense(12, Name = "hidden"), LayerNorm, Gelu]
[Dense(2, Name = "estimate")]
[Huber(Delta = 0.5)]
[Sgd(LearningRate = 0.02, Momentum = 0.9, DecayWeightsOnly = true)]
public partial class ReferenceDecayedSgd;

/// <summary>Its classifier with several labels.</summary>
[Model]
[Input(12)]
[Dense(24, Name = "hidden"), Relu]
[Dense(5, Name = "tags")]
[BinaryCrossEntropy(PositiveWeights = new[] { 1, 1.5, 2, 8, 0.5 })]
[Adam(LearningRate = 3e-3)]
public partial class ReferenceTagger;
