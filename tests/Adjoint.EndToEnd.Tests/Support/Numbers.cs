namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>Numbers that are the same in every run: a seeded <see cref="Random"/> never changes its sequence.</summary>
internal static class Numbers
{
    /// <summary>Uniform in [-1.5, 1.5).</summary>
    public static float[] Floats(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 3) - 1.5f)];
    }

    /// <summary>Integers below a limit.</summary>
    public static int[] Below(int seed, int limit, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(limit))];
    }

    /// <summary>The largest difference relative to the expected tensor's largest magnitude.</summary>
    public static double RelativeDifference(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var largest = expected.Max(Math.Abs);
        Assert.True(largest > 0, "nothing to compare with: all expected numbers are zero");
        return expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() / largest;
    }
}
