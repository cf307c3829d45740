namespace Adjoint.Generator.Vocabulary;

/// <summary>All normalisations.</summary>
internal static class Normalizations
{
    private const string WithMean = "(g - mean(g) - n mean(g ∘ n)) / √(variance + ε)";

    private static readonly Setting Epsilon = Setting.Positive("Epsilon", 1e-5);

    public static readonly Normalization LayerNorm = new(
        "LayerNorm", "({0} - mean) / √(variance + ε)", "mean and 1 / √(variance + ε) of each row of {0}", WithMean, StatisticsPerRow: 3, HasBias: true)
    {
        Settings = EquatableArray.Of(Epsilon),
    };

    public static readonly Normalization RmsNorm = new(
        "RmsNorm", "{0} / √(mean({0}²) + ε)", "1 / √(mean({0}²) + ε) of each row", "(g - n mean(g ∘ n)) / √(mean({0}²) + ε)", StatisticsPerRow: 1, HasBias: false)
    {
        Settings = EquatableArray.Of(Setting.Positive("Epsilon", 1.1920928955078125e-7)),
    };

    public static readonly Normalization BatchNorm = new(
        "BatchNorm", "({0} - mean) / √(variance + ε)", "mean and 1 / √(variance + ε) of each column of {0}", WithMean, StatisticsPerRow: 4, HasBias: true)
    {
        IsOverBatch = true,
        Settings = EquatableArray.Of(Epsilon, Setting.Share("Momentum", 0.1)),
    };

    public static readonly EquatableArray<Normalization> All = EquatableArray.Of(LayerNorm, RmsNorm, BatchNorm);
}
