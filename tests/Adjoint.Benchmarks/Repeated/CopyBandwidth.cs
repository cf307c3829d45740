namespace Adjoint.Benchmarks;

/// <summary>The bytes that a plain copy reads and writes in a second, in arrays that together are as large as those of Adam: four numbers for each parameter.</summary>
internal static class CopyBandwidth
{
    private const int Runs = 20;

    private static readonly Dictionary<int, (float[] From, float[] To, double Best)> Copies = [];

    public static void Measure(int parameters)
    {
        var (from, to, best) = Copies.TryGetValue(parameters, out var known) ? known : (Timing.Random(2 * parameters), new float[2 * parameters], 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var microseconds = Timing.Microseconds(() => from.AsSpan().CopyTo(to), repeats: 1);
            best = Math.Max(best, 2.0 * sizeof(float) * from.Length / microseconds * 1e6);
        }

        Copies[parameters] = (from, to, best);
    }

    /// <summary>Bytes per second, the best of all so far.</summary>
    public static double Of(int parameters) => Copies.TryGetValue(parameters, out var copy) ? copy.Best : double.NaN;
}
