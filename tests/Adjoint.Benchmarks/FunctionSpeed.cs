using System.Numerics.Tensors;
using Adjoint.Kernels;

namespace Adjoint.Benchmarks;

/// <summary>
/// Functions of elements and of rows beside TensorPrimitives' of the same name, A B A B in one process, because a shared machine's speed wanders. Only the quarter
/// of the rounds counts in which the multiply-add peak of the core was best; in cycles, as that peak tells them, runs can be compared.
/// </summary>
internal static class FunctionSpeed
{
    private const int BatchRows = 64;

    // Two units, a multiplication and an addition each.
    private static readonly double OperationsPerCycle = 4 * (Widths.Has512 ? 16 : Widths.Has256 ? 8 : 4);

    private delegate void Map(ReadOnlySpan<float> x, Span<float> y);

    private static readonly (string Name, Map Ours, Map? Theirs)[] Functions =
    [
        ("exp", Elementwise.Map<Exponential>, TensorPrimitives.Exp),
        ("expm1", Elementwise.Map<ExponentialMinusOne>, TensorPrimitives.ExpM1),
        ("log", Elementwise.Map<Logarithm>, TensorPrimitives.Log),
        ("log1p", Elementwise.Map<Logarithm.OnePlus>, TensorPrimitives.LogP1),
        ("tanh", Tanh.Forward, TensorPrimitives.Tanh),
        ("sigmoid", Sigmoid.Forward, TensorPrimitives.Sigmoid),
        ("softplus", (x, y) => Softplus.Forward(x, y, 1, 20), null),
        ("erf", Elementwise.Map<ErrorFunction>, null),
        ("gelu", Gelu.Forward, null),
        ("gelu (tanh)", GeluTanh.Forward, null),
        ("silu", Silu.Forward, null),
        ("mish", Mish.Forward, null),
    ];

    public static int Run(int rounds, string only)
    {
        Console.WriteLine("function        length     ours ns    cycles    theirs ns   ours/theirs   (per element)");
        foreach (var (name, ours, theirs) in Functions.Where(function => function.Name.Contains(only, StringComparison.Ordinal)))
        {
            foreach (var length in new[] { 4096, 64 })
            {
                var x = name.StartsWith("log", StringComparison.Ordinal) ? Timing.Random(length, 0, 4) : Timing.Random(length, -4, 4);
                var y = new float[length];
                Print(name, length, rounds, length, () => ours(x, y), theirs is null ? null : () => theirs(x, y));
            }
        }

        Console.WriteLine($"{BatchRows} rows of       width     ours ns    cycles    theirs ns   ours/theirs   (per row)");
        foreach (var width in new[] { 3, 10, 100, 1000 })
        {
            var (x, y, dx) = (Timing.Random(BatchRows * width, -4, 4), new float[BatchRows * width], new float[BatchRows * width]);
            var labels = Enumerable.Range(0, BatchRows).Select(row => row * 7 % width).ToArray();
            foreach (var (name, run) in new (string, Action)[]
            {
                ("softmax", () => Softmax.Forward(BatchRows, width, x, y)),
                ("its gradient", () => Softmax.Backward(BatchRows, width, y, x, dx)),
                ("log-softmax", () => LogSoftmax.Forward(BatchRows, width, x, y)),
                ("its gradient", () => LogSoftmax.Backward(BatchRows, width, y, x, dx)),
                ("cross-entropy", () => CrossEntropy.Loss(BatchRows, width, x, labels, [])),
                ("and gradient", () => CrossEntropy.LossAndGradient(BatchRows, width, x, labels, [], dx)),
            })
            {
                if (name.Contains(only, StringComparison.Ordinal))
                {
                    Print(name, width, rounds, BatchRows, run, name == "softmax" ? () => RowByRow(width, x, y) : null);
                }
            }
        }

        return 0;
    }

    private static void RowByRow(int width, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i += width)
        {
            TensorPrimitives.SoftMax(x.Slice(i, width), y.Slice(i, width));
        }
    }

    private static void Print(string name, int size, int rounds, int per, Action ours, Action? theirs)
    {
        // Runs of about ten microseconds: long for the clock, short beside a neighbour's bursts.
        var repeats = Math.Max(1, 16384 / (per == BatchRows ? BatchRows * Math.Max(size, 20) : size));
        WarmUp(ours, 3);
        if (theirs is not null)
        {
            WarmUp(theirs, 12);
        }

        var times = new List<(double Ours, double Theirs, double Peak)>();
        for (var round = 0; round < rounds; round++)
        {
            var before = QuietCore.Peak(runs: 1);
            var (first, second) = (Timing.Microseconds(ours, repeats), theirs is null ? double.NaN : Timing.Microseconds(theirs, repeats));
            var (third, fourth) = (Timing.Microseconds(ours, repeats), theirs is null ? double.NaN : Timing.Microseconds(theirs, repeats));
            var after = QuietCore.Peak(runs: 1);
            times.Add((Math.Min(first, third) * 1e3 / per, Math.Min(second, fourth) * 1e3 / per, Math.Min(before, after) / 1e3));
        }

        var quiet = times.OrderByDescending(time => time.Peak).Take(rounds / 4 + 1).ToList();
        var (our, their) = (Spread.Of(quiet.Select(time => time.Ours)).Median, Spread.Of(quiet.Select(time => time.Theirs)).Median);
        var (ratio, cycles) = (Spread.Of(quiet.Select(time => time.Ours / time.Theirs)).Median, Spread.Of(quiet.Select(time => time.Ours * time.Peak / OperationsPerCycle)).Median);
        Console.WriteLine(theirs is null
            ? $"{name,-14} {size,7} {our,11:F3} {cycles,9:F3} {"-",12} {"-",13}"
            : $"{name,-14} {size,7} {our,11:F3} {cycles,9:F3} {their,12:F3} {ratio,13:F2}");
    }

    /// <summary>Until the runtime has replaced what it first compiled in haste, which it does in the background when nothing new has come for a while.</summary>
    private static void WarmUp(Action run, int pauses)
    {
        for (var i = 0; i < pauses; i++)
        {
            Timing.Microseconds(run, 60);
            Thread.Sleep(120);
        }
    }
}
