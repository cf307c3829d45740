using System.Diagnostics;
using Adjoint.Kernels;

namespace Adjoint.Benchmarks;

/// <summary>
/// The three products of a dense layer beside the multiply-add peak of the same core, a few microseconds apart: A B A B, because a shared machine's
/// speed wanders. A neighbour on the core's other thread takes half of the peak and less of a product, so only the rounds count whose peak was near the best one.
/// </summary>
internal static class ProductSpeed
{
    /// <summary>How long a product waits for undisturbed rounds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Batch, inputs, outputs: small networks, examples/Digits, Fashion-MNIST's MLP, and two that no cache of a core holds.
    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
    [
        (32, 16, 3), (64, 24, 2), (32, 64, 128), (32, 128, 10), (64, 128, 10), (64, 784, 128), (128, 784, 128), (128, 512, 512), (1024, 1024, 1024),
    ];

    public static int Run(int rounds, string only)
    {
        Console.WriteLine("batch x in x out   product           us   GFLOP/s     peak   share   undisturbed rounds");
        foreach (var (rows, inputs, outputs) in Shapes)
        {
            var name = $"{rows}x{inputs}x{outputs}";
            if (!name.Contains(only, StringComparison.Ordinal))
            {
                continue;
            }

            MeasuredSize.Set(inputs, outputs);
            var (x, w, b) = (Timing.Random(rows * inputs), Timing.Random(inputs * outputs), Timing.Random(outputs));
            var (y, dy, dx) = (new float[rows * outputs], Timing.Random(rows * outputs), new float[rows * inputs]);
            var (dw, db) = (new float[w.Length], new float[outputs]);
            var operations = 2.0 * rows * inputs * outputs;
            Print(name, "forward", operations, rounds, () => Dense.Forward<MeasuredSize, Identity>(rows, x, w, b, y));
            Print(name, "by input", operations, rounds, () => Dense.BackwardInput<MeasuredSize>(rows, dy, w, dx));
            Print(name, "by weight", operations, rounds, () => Dense.BackwardWeight<MeasuredSize>(rows, x, dy, dw));
            Print(name, "by bias", rows * outputs, rounds, () => Dense.BackwardBias<MeasuredSize>(rows, dy, db));
        }

        return 0;
    }

    private static void Print(string shape, string product, double operations, int rounds, Action run)
    {
        var repeats = Math.Max(1, (int)(3e6 / operations));
        for (var i = 0; i < Math.Clamp(repeats, 3, 1000); i++)
        {
            run();
        }

        var rates = new List<(double Time, double Peak)>();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < rounds || (rates.Count(Undisturbed) < rounds && clock.Elapsed < Patience); round++)
        {
            var before = QuietCore.Peak(runs: 1);
            var time = Timing.Microseconds(run, repeats);
            var after = QuietCore.Peak(runs: 1);
            rates.Add((time, Math.Min(before, after)));
        }

        var quiet = rates.Where(Undisturbed).ToList();
        var judged = quiet.Count > 0 ? quiet : rates;
        var (us, peak, share) = (Spread.Of(judged.Select(rate => rate.Time)).Median, Spread.Of(judged.Select(rate => rate.Peak)).Median, Spread.Of(judged.Select(rate => operations / rate.Time / rate.Peak)).Median);
        Console.WriteLine($"{shape,-18} {product,-10} {us,9:F2} {operations / us / 1e3,9:F1} {peak / 1e3,8:F1} {share,7:P1} {quiet.Count,6} of {rates.Count}");
    }

    private static bool Undisturbed((double Time, double Peak) rate) => QuietCore.IsUndisturbed(rate.Peak);
}
