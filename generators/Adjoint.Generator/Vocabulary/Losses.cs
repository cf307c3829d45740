namespace Adjoint.Generator.Vocabulary;

/// <summary>All losses.</summary>
internal static class Losses
{
    private static readonly Setting LabelSmoothing = Setting.Fraction("LabelSmoothing", 0);

    private const string StoryOfClasses = "What each class counts for in the loss.";

    private static readonly Setting ClassWeights = Setting.NonNegative("ClassWeights", 1);

    private static readonly Loss CrossEntropyOfProbabilities = new(
        "CrossEntropy", LabelKind.Probabilities, "class scores", EntropyOf("targets"))
    {
        Settings = EquatableArray.Of(LabelSmoothing),
        Smoothed = EntropyOf("smoothed(targets)"),
        Weights = new LossWeights(ClassWeights, "class", StoryOfClasses, WeightedEntropyOf("targets", "B")) { Smoothed = WeightedEntropyOf("smoothed(targets)", "B") },
    };

    public static readonly Loss CrossEntropy = new(
        "CrossEntropy", LabelKind.Class, "class scores", new("mean(-log softmax({0})[labels])", "(softmax({0}) - onehot(labels)) / B"))
    {
        Settings = EquatableArray.Of(LabelSmoothing),
        Smoothed = EntropyOf("smoothed(labels)"),
        Weights = new LossWeights(
            ClassWeights,
            "class",
            StoryOfClasses,
            new(
                "Σ -ClassWeights[labels] ∘ log softmax({0})[labels] / Σ ClassWeights[labels]",
                "ClassWeights[labels] ∘ (softmax({0}) - onehot(labels)) / Σ ClassWeights[labels]"))
        {
            Smoothed = WeightedEntropyOf("smoothed(labels)", "Σ ClassWeights[labels]"),
        },
        Variant = new LossVariant("Probabilities", CrossEntropyOfProbabilities),
    };

    public static readonly Loss BinaryCrossEntropy = new(
        "BinaryCrossEntropy",
        LabelKind.YesOrNo,
        "logits",
        new("mean(-targets ∘ log σ({0}) - (1 - targets) ∘ log σ(-{0}))", "(σ({0}) - targets) / (B · outputs)"))
    {
        Weights = new LossWeights(
            Setting.Positive("PositiveWeights", 1),
            "output",
            "What a label that is true counts for: one number for each output, or one for all.",
            new(
                "mean(-PositiveWeights ∘ targets ∘ log σ({0}) - (1 - targets) ∘ log σ(-{0}))",
                "((1 - targets) ∘ σ({0}) - PositiveWeights ∘ targets ∘ σ(-{0})) / (B · outputs)"))
        {
            ForAll = Setting.Positive("PositiveWeight", 1),
        },
    };

    public static readonly Loss MeanSquaredError = Of(
        "MeanSquaredError", "predictions", "mean(({0} - targets)²)", "2 ({0} - targets) / (B · outputs)");

    public static readonly Loss MeanAbsoluteError = Of(
        "MeanAbsoluteError", "predictions", "mean(|{0} - targets|)", "sign({0} - targets) / (B · outputs)");

    public static readonly Loss Huber = Of(
        "Huber", "predictions", "mean(huber({0} - targets))", "clamp({0} - targets, ±delta) / (B · outputs)", Setting.Positive("Delta", 1));

    public static readonly Loss SmoothL1 = Of(
        "SmoothL1", "predictions", "mean(smoothL1({0} - targets))", "clamp(({0} - targets) / beta, ±1) / (B · outputs)", Setting.NonNegative("Beta", 1));

    public static readonly Loss LogCosh = Of(
        "LogCosh", "predictions", "mean(log cosh({0} - targets))", "tanh({0} - targets) / (B · outputs)");

    public static readonly Loss Hinge = Of(
        "Hinge", "scores", "mean(max(0, 1 - targets ∘ {0}))", "-targets ∘ (targets ∘ {0} < 1) / (B · outputs)");

    public static readonly Loss Poisson = Of(
        "Poisson", "logarithms of rates", "mean(exp({0}) - targets ∘ {0})", "(exp({0}) - targets) / (B · outputs)");

    public static readonly Loss KullbackLeibler = Of(
        "KullbackLeibler", "logarithms of probabilities", "Σ targets ∘ (log targets - {0}) / B", "-targets / B");

    public static readonly EquatableArray<Loss> All = EquatableArray.Of(
        CrossEntropy, BinaryCrossEntropy, MeanSquaredError, MeanAbsoluteError, Huber, SmoothL1, LogCosh, Hinge, Poisson, KullbackLeibler);

    private static Loss Of(string word, string outputsAre, string formula, string gradient, params Setting[] settings)
        => new(word, LabelKind.Values, outputsAre, new(formula, gradient)) { Settings = settings.ToEquatableArray() };

    /// <summary>Cross-entropy of a distribution over the classes.</summary>
    private static LossFormula EntropyOf(string q) => new($"mean(-{q} · log softmax({{0}}))", $"(softmax({{0}}) - {q}) / B");

    /// <summary>The same with a weight for each class.</summary>
    private static LossFormula WeightedEntropyOf(string q, string divisor) => new(
        $"Σ -(ClassWeights ∘ {q}) · log softmax({{0}}) / {divisor}", $"(softmax({{0}}) Σq - q) / {divisor} with q = ClassWeights ∘ {q}");
}
