using static Adjoint.Generator.Vocabulary.Setting;

namespace Adjoint.Generator.Vocabulary;

/// <summary>All optimizers.</summary>
internal static class Optimizers
{
    public const string LearningRate = "LearningRate", WeightDecay = "WeightDecay", DecayWeightsOnly = "DecayWeightsOnly", Momentum = "Momentum", Dampening = "Dampening", Nesterov = "Nesterov";

    private const string AdamFormula = "m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  θ ← θ - η m̂ / (√v̂ + ε)";

    private static readonly EquatableArray<Moment> TwoMoments = EquatableArray.Of(new Moment("firstMoment"), new Moment("secondMoment"));

    private static readonly EquatableArray<Moment> AdamMoments =
        EquatableArray.Of(new Moment("firstMoment"), new Moment("secondMoment"), new Moment("largestSecondMoment", "AmsGrad"));

    private static readonly EquatableArray<string> AdamStep = EquatableArray.Of("learningRate", "beta1", "beta2", "epsilon", "weightDecay", "step");

    public static readonly Optimizer Sgd = new(
        "Sgd",
        "v ← μv + (1 - τ)(g + λθ),  θ ← θ - ηv",
        EquatableArray.Of(Positive(LearningRate, 1e-3), Fraction(Momentum, 0), Fraction(Dampening, 0), Flag(Nesterov), NonNegative(WeightDecay, 0), Flag(DecayWeightsOnly)),
        EquatableArray.Of(new Moment("velocity", Momentum)),
        EquatableArray.Of("learningRate", "momentum", "dampening", "nesterov", "weightDecay", "step"));

    public static readonly Optimizer Adam = new("Adam", "g ← g + λθ,  " + AdamFormula, AdamSettings(0, [Flag("AmsGrad")]), AdamMoments, AdamStep);

    public static readonly Optimizer AdamW = new("AdamW", "θ ← θ - ηλθ,  " + AdamFormula, AdamSettings(0.01, [Flag("AmsGrad")]), AdamMoments, AdamStep);

    public static readonly Optimizer NAdam = new(
        "NAdam",
        "g ← g + λθ,  m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  θ ← θ - η (μ'm̂' + (1 - μ)ĝ) / (√v̂ + ε)",
        AdamSettings(0, [NonNegative("MomentumDecay", 4e-3)], rate: 2e-3),
        TwoMoments,
        EquatableArray.Of("learningRate", "beta1", "beta2", "epsilon", "weightDecay", "momentumDecay", "step", "previousProduct"));

    public static readonly Optimizer RAdam = new(
        "RAdam", "g ← g + λθ,  m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  θ ← θ - η r m̂ / √v̂, without √v̂ while r is not known", AdamSettings(0, []), TwoMoments, AdamStep);

    public static readonly Optimizer RmsProp = new(
        "RmsProp",
        "g ← g + λθ,  s ← αs + (1 - α)g²,  θ ← θ - ηg / (√s + ε)",
        EquatableArray.Of(
            Positive(LearningRate, 1e-2), Fraction("Alpha", 0.99), Positive("Epsilon", 1e-8), NonNegative(WeightDecay, 0), Flag(DecayWeightsOnly), Fraction(Momentum, 0), Flag("Centered")),
        EquatableArray.Of(new Moment("squareAverage"), new Moment("gradientAverage", "Centered"), new Moment("velocity", Momentum)),
        EquatableArray.Of("learningRate", "alpha", "epsilon", "weightDecay", "momentum", "centered"));

    public static readonly Optimizer Adagrad = new(
        "Adagrad",
        "g ← g + λθ,  s ← s + g²,  θ ← θ - η / (1 + (t - 1)γ) g / (√s + ε)",
        EquatableArray.Of(
            Positive(LearningRate, 1e-2), NonNegative("LearningRateDecay", 0), Positive("Epsilon", 1e-10), NonNegative(WeightDecay, 0), Flag(DecayWeightsOnly)),
        EquatableArray.Of(new Moment("squareSum")),
        EquatableArray.Of("learningRate", "learningRateDecay", "epsilon", "weightDecay", "step"));

    public static readonly Optimizer Adadelta = new(
        "Adadelta",
        "g ← g + λθ,  s ← ρs + (1 - ρ)g²,  d ← √(u + ε) / √(s + ε) g,  u ← ρu + (1 - ρ)d²,  θ ← θ - ηd",
        EquatableArray.Of(Positive(LearningRate, 1), Fraction("Rho", 0.9), Positive("Epsilon", 1e-6), NonNegative(WeightDecay, 0), Flag(DecayWeightsOnly)),
        EquatableArray.Of(new Moment("squareAverage"), new Moment("deltaAverage")),
        EquatableArray.Of("learningRate", "rho", "epsilon", "weightDecay"));

    public static readonly Optimizer Lion = new(
        "Lion",
        "θ ← θ - ηλθ - η sign(β₁m + (1 - β₁)g),  m ← β₂m + (1 - β₂)g",
        EquatableArray.Of(Positive(LearningRate, 1e-4), Fraction("Beta1", 0.9), Fraction("Beta2", 0.99), NonNegative(WeightDecay, 0), Flag(DecayWeightsOnly)),
        EquatableArray.Of(new Moment("moment")),
        EquatableArray.Of("learningRate", "beta1", "beta2", "weightDecay"));

    public static readonly Optimizer Lamb = new(
        "Lamb",
        "m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  u = m̂ / (√v̂ + ε) + λθ,  θ ← θ - η |θ|/|u| u, tensor by tensor",
        AdamSettings(0.01, [], epsilon: 1e-6),
        TwoMoments,
        AdamStep)
    {
        IsPerTensor = true,
    };

    public static readonly EquatableArray<Optimizer> All = EquatableArray.Of(Sgd, Adam, AdamW, NAdam, RAdam, RmsProp, Adagrad, Adadelta, Lion, Lamb);

    private static EquatableArray<Setting> AdamSettings(double decay, Setting[] more, double rate = 1e-3, double epsilon = 1e-8) => new Setting[]
    {
        Positive(LearningRate, rate), Fraction("Beta1", 0.9), Fraction("Beta2", 0.999), Positive("Epsilon", epsilon), NonNegative(WeightDecay, decay), Flag(DecayWeightsOnly),
    }.Concat(more).ToEquatableArray();
}
