using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// How the rows of an epoch are drawn: as many as the training set has, with replacement, so that a row may come several times in an epoch or not at all. Immutable; one may serve many
/// trainings.
/// </summary>
/// <remarks>
/// PyTorch's <c>WeightedRandomSampler(weights, len(weights))</c>. Losses are as without it: a row that is drawn twice counts twice, and weights of samples (<see
/// cref="Dataset{TLabel}.WithWeights"/>) multiply the losses of the rows that are drawn. Balance the classes by one of them, not by both.
/// </remarks>
public sealed class Sampling
{
    private readonly float[]? _weights;

    private Sampling(float[]? weights) => _weights = weights;

    /// <summary>
    /// Each class is drawn equally often, and each row of a class: the weight of a row is 1 / the number of rows of its class in the training set. For labels that are one class, or one yes or
    /// no, a row.
    /// </summary>
    public static Sampling Balanced { get; } = new(null);

    /// <summary>Each row is drawn with a probability proportional to its weight.</summary>
    /// <param name="weights">A number of at least 0 for each row of the training set, in their order; a row of 0 is never drawn. They are copied.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or none is above 0.</exception>
    public static Sampling ByWeight(ReadOnlyMemory<float> weights)
    {
        var given = weights.Span;
        DatasetCheck.RequireWeights(given, given.Length, "training set", nameof(weights));
        return given.ContainsAnyExcept(0f)
            ? new(given.ToArray())
            : throw new ArgumentException($"None of the {given.Length} weights is above 0: no row could be drawn.", nameof(weights));
    }

    /// <summary>Why it cannot draw from a training set, or null.</summary>
    internal string? Reject<TLabel>(Dataset<TLabel> data)
        where TLabel : unmanaged
    {
        if (_weights is null)
        {
            return data.WhyNoClasses() is { } reason ? $"{nameof(Sampling)}.{nameof(Balanced)} {reason}" : null;
        }

        return _weights.Length == data.Count
            ? null
            : $"{nameof(Sampling)}.{nameof(ByWeight)} has {_weights.Length} weights, but the training set has {data.Count} rows: expected a weight for each.";
    }

    /// <summary>What draws the rows of a set that was checked.</summary>
    internal AliasTable TableOf<TLabel>(Dataset<TLabel> data)
        where TLabel : unmanaged
        => new(_weights ?? data.BalancedRowWeights(nameof(Balanced)));

    /// <summary>What must be the same for the same rows to be drawn.</summary>
    internal static IEnumerable<(string Name, string Value)> Facts(Sampling? sampling)
    {
        yield return (nameof(Sampling), sampling is null ? "none" : sampling._weights is null ? nameof(Balanced) : nameof(ByWeight));
        if (sampling?._weights is { } weights)
        {
            var hash = new ContentHash();
            hash.Add(MemoryMarshal.AsBytes<float>(weights));
            yield return ($"hash of the weights of {nameof(Sampling)}", hash.Value.ToString("x16", CultureInfo.InvariantCulture));
        }
    }
}
