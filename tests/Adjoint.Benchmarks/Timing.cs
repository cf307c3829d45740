using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>What the measurements share: the clock, numbers to compute with.</summary>
internal static class Timing
{
    /// <summary>Microseconds of one of several runs.</summary>
    public static double Microseconds(Action run, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            run();
        }

        return (Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency / repeats;
    }

    /// <summary>Random numbers in [from, to), the same each time.</summary>
    public static float[] Random(int count, float from = -1, float to = 1)
    {
        var random = new Random(1);
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
        {
            number = from + (random.NextSingle() * (to - from));
        }

        return numbers;
    }
}
