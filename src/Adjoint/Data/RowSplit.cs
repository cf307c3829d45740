namespace Adjoint;

/// <summary>Draws the rows of the parts of a set.</summary>
internal static class RowSplit
{
    // 0.7 + 0.2 + 0.1 is not 1 in binary.
    private const double Tolerance = 1e-9;

    /// <summary>Rows of each part, in random order; a part ends where the running sum of the shares, rounded to rows, says.</summary>
    public static int[][] Draw(ReadOnlySpan<int> rows, int seed, params ReadOnlySpan<double> shares)
    {
        var ends = Ends(rows.Length, shares);
        var shuffled = rows.ToArray();
        CounterRandom.Shuffle(shuffled, CounterRandom.Key(seed, RandomPurpose.Split));

        var parts = new int[shares.Length][];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = shuffled[(part == 0 ? 0 : ends[part - 1])..ends[part]];
        }

        return parts;
    }

    private static int[] Ends(int count, ReadOnlySpan<double> shares)
    {
        var ends = new int[shares.Length];
        var sum = 0.0;
        for (var part = 0; part < shares.Length; part++)
        {
            if (!(shares[part] > 0))
            {
                throw new ArgumentOutOfRangeException(Name(part), shares[part], "The share of a set must be above 0.");
            }

            sum += shares[part];
            // Where the shares reach 1 no row may be lost to rounding.
            ends[part] = sum >= 1 - Tolerance ? count : (int)Math.Round(sum * count, MidpointRounding.AwayFromZero);
        }

        var text = string.Join(", ", shares.ToArray());
        if (sum > 1 + Tolerance)
        {
            throw new ArgumentException($"Split({text}): the shares sum to {sum}, more than 1.");
        }

        var counts = ends.Select((end, part) => part == 0 ? end : end - ends[part - 1]).ToArray();
        return counts.Contains(0)
            ? throw new ArgumentException(
                $"Split({text}) of {count} rows gives sets of {string.Join(", ", counts)} rows: every set needs at least one.")
            : ends;
    }

    private static string Name(int part) => part switch { 0 => "first", 1 => "second", _ => "third" };
}
