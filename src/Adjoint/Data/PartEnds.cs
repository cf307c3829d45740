namespace Adjoint;

/// <summary>Where each part of a set ends.</summary>
internal static class PartEnds
{
    // 0.7 + 0.2 + 0.1 is not 1 in binary.
    private const double Tolerance = 1e-9;

    /// <summary>The end of each part: the running sum of the shares, rounded to rows, and of the numbers of rows.</summary>
    /// <param name="split">Name of the method, for messages.</param>
    /// <param name="count">Rows of the set.</param>
    /// <param name="sizes">Sizes of the parts.</param>
    public static int[] Of(string split, int count, ReadOnlySpan<PartSize> sizes)
    {
        var ends = new int[sizes.Length];
        var (shares, rows) = (0.0, 0L);
        for (var part = 0; part < sizes.Length; part++)
        {
            if (sizes[part].RowCount == 0 && !(sizes[part].Share > 0))
            {
                throw new ArgumentOutOfRangeException(Name(part), sizes[part].Share, "The share of a set must be above 0.");
            }

            shares += sizes[part].Share;
            rows += sizes[part].RowCount;
            // Where the shares reach 1 no row may be lost to rounding.
            var rounded = shares >= 1 - Tolerance ? count : (int)Math.Round(shares * count, MidpointRounding.AwayFromZero);
            ends[part] = (int)Math.Min(rounded + rows, int.MaxValue);
        }

        var text = string.Join(", ", sizes.ToArray());
        if (shares > 1 + Tolerance)
        {
            throw new ArgumentException(FormattableString.Invariant($"{split}({text}): the shares sum to {shares}, more than 1. Numbers of rows are written 800.Rows()."));
        }

        if (ends[^1] > count)
        {
            throw new ArgumentException($"{split}({text}): the set has {count} rows, fewer than its parts.");
        }

        var counts = Counts(ends);
        return counts.Contains(0)
            ? throw new ArgumentException($"{split}({text}) of {count} rows gives sets of {string.Join(", ", counts)} rows: every set needs at least one.")
            : ends;
    }

    /// <summary>The length of each part.</summary>
    public static int[] Counts(int[] ends) => [.. ends.Select((end, part) => part == 0 ? end : end - ends[part - 1])];

    private static string Name(int part) => part switch { 0 => "first", 1 => "second", _ => "third" };
}
