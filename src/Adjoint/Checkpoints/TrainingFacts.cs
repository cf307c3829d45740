using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>What must be the same again for a training to go on to the same bits: the model's words, the options that change them, the data and its order.</summary>
internal static class TrainingFacts
{
    /// <summary>Each with its name, in the order in which differences are looked for. Reads both sets once; what a stream brings is not known.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of<TLabel>(Network<TLabel> network, ITrainingData<TLabel> data, TrainingOptions<TLabel> options)
        where TLabel : unmanaged =>
    [
        .. (network.Layout.Chain ?? []).Select((word, index) => ($"word {index + 1} of the model", word)),
        ("number of words", Text(network.Layout.Chain?.Count ?? 0)),
        (nameof(options.BatchSize), Text(Math.Min(options.BatchSize, data.Count))),
        (nameof(options.Shuffle), Text(options.Shuffle)),
        .. Sampling.Facts(options.Sampling),
        .. Augmentation.Facts(options.Augmentation),
        (nameof(options.DropLast), Text(options.DropLast)),
        (nameof(options.Seed), Text(options.Seed)),
        (nameof(options.LearningRate), Text(options.LearningRate)),
        (nameof(options.WeightDecay), Text(options.WeightDecay)),
        (nameof(options.Dropout), Text(options.Dropout)),
        (nameof(options.ValidateEvery), options.ValidateEvery.ToString()),
        (nameof(options.Schedule), options.Schedule?.ToString() ?? "none"),
        .. OfPlateau(options.ReduceOnPlateau),
        .. OfEarlyStopping(options.EarlyStopping),
        .. data.Facts,
        .. OfSet("validation set", options.Validation),
    ];

    private static IEnumerable<(string, string)> OfPlateau(ReduceOnPlateau? rule) => rule is null
        ? [(nameof(ReduceOnPlateau), "none")]
        :
        [
            (nameof(ReduceOnPlateau), rule.Metric.Name),
            ("patience of " + nameof(ReduceOnPlateau), rule.Patience.ToString()),
            (nameof(rule.Factor), Text(rule.Factor)),
            (nameof(rule.Threshold), Text(rule.Threshold)),
            (nameof(rule.IsThresholdRelative), Text(rule.IsThresholdRelative)),
            (nameof(rule.Cooldown), rule.Cooldown.ToString()),
            (nameof(rule.Minimum), Text(rule.Minimum)),
            (nameof(rule.LeastChange), Text(rule.LeastChange)),
        ];

    private static IEnumerable<(string, string)> OfEarlyStopping(EarlyStopping? rule) => rule is null
        ? [(nameof(EarlyStopping), "none")]
        :
        [
            (nameof(EarlyStopping), rule.Metric.Name),
            (nameof(rule.Metric.IsLargerBetter), Text(rule.Metric.IsLargerBetter)),
            (nameof(rule.Patience), Text(rule.Patience)),
            (nameof(rule.MinimumImprovement), Text(rule.MinimumImprovement)),
            (nameof(rule.Baseline), Text(rule.Baseline)),
            (nameof(rule.FirstEpoch), Text(rule.FirstEpoch)),
            (nameof(rule.RestoreBest), Text(rule.RestoreBest)),
            (nameof(rule.Target), Text(rule.Target)),
        ];

    /// <summary>What there is to say of a set.</summary>
    public static IEnumerable<(string Name, string Value)> OfSet<TLabel>(string name, Dataset<TLabel>? set)
        where TLabel : unmanaged => set is null
        ? [($"samples of the {name}", "none")]
        :
        [
            ($"samples of the {name}", Text(set.Count)),
            ($"features of the {name}", Text(set.FeatureCount)),
            ($"labels of the {name}", Text(set.LabelCount)),
            ($"hash of the {name}", HashOf(set).ToString("x16", CultureInfo.InvariantCulture)),
        ];

    // Row by row in the set's order: a part of a set is as good as a copy of it.
    private static ulong HashOf<TLabel>(Dataset<TLabel> set)
        where TLabel : unmanaged
    {
        var hash = new ContentHash();
        Span<float> weight = stackalloc float[1];
        var features = set.NewRowBuffer();
        for (var row = 0; row < set.Count; row++)
        {
            hash.Add(MemoryMarshal.AsBytes(set.Features(row, features)));
            hash.Add(MemoryMarshal.AsBytes(set.Labels(row)));
            hash.Add(MemoryMarshal.AsBytes(set.GatherWeights(set.SourceRows.Slice(row, 1), weight)));
        }

        return hash.Value;
    }

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>A number as it is written.</summary>
    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
