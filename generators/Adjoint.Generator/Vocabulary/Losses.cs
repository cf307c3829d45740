namespace Adjoint.Generator.Vocabulary;

/// <summary>All losses.</summary>
internal static class Losses
{
    public static readonly Loss CrossEntropy = new(
        "CrossEntropy", LabelKind.Class, "class scores", "mean(-log softmax({0})[labels])", "(softmax({0}) - onehot(labels)) / B")
    {
        Settings = EquatableArray.Of(Setting.Fraction("LabelSmoothing", 0)),
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
        CrossEntropy, MeanSquaredError, MeanAbsoluteError, Huber, SmoothL1, LogCosh, Hinge, Poisson, KullbackLeibler);

    private static Loss Of(string word, string outputsAre, string formula, string derivative, params Setting[] settings)
        => new(word, LabelKind.Values, outputsAre, formula, derivative) { Settings = settings.ToEquatableArray() };
}
