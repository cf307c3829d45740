using System.Diagnostics;
using Adjoint.Kernels;

namespace Adjoint.Benchmarks;

/// <summary>
/// Where an iteration of a small model spends its time: the training loop, the trainer on a batch that lies ready, and each kernel alone. The best of many short chunks
/// counts, because a neighbour only ever takes time away.
/// </summary>
internal static class SmallModelSpeed
{
    private const double ChunkMicroseconds = 40;
    private const int LoopIterations = 10;

    /// <summary>Samples of a tile of W6.</summary>
    private const int MatrixExponentialTile = 768;

    public static int Run(int rounds, string only)
    {
        Console.WriteLine("what                                        best ns   median ns");
        foreach (var workload in AllWorkloads.List.Where(workload => workload.Name is "digits" or "W3a" or "W3b" or "W6" && workload.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            if (workload.Missing is null)
            {
                workload.Load();
                if (workload.Name != "W6")
                {
                    // An iteration of W6 is so long that the loop is nothing beside it.
                    PrintLoop(rounds, workload);
                }

                Print(rounds, Pieces(workload));
            }
        }

        return 0;
    }

    private static List<(string Name, Action Run)> Pieces(Workload workload) =>
    [
        ($"{workload.Name}: trainer on a batch that lies ready", workload.StartTrainer()),
        .. workload.Name switch
        {
            "W3a" => Iris(),
            "W3b" => Regressor(),
            "W6" => TileOfMatrices(),
            _ => [],
        },
    ];

    private static List<(string Name, Action Run)> Iris()
    {
        const int rows = 16;
        var (x, y1, y2, y3) = (Timing.Random(rows * 4), new float[rows * 16], new float[rows * 16], new float[rows * 3]);
        var (w1, w2, w3) = (Timing.Random(64), Timing.Random(256), Timing.Random(48));
        var (b1, b2, b3) = (Timing.Random(16), Timing.Random(16), Timing.Random(3));
        var (d1, d2, d3) = (Timing.Random(rows * 16), Timing.Random(rows * 16), Timing.Random(rows * 3));
        var (dw, db, logits, gradient) = (new float[256], new float[16], Timing.Random(rows * 3), new float[rows * 3]);
        var labels = Enumerable.Range(0, rows).Select(row => row % 3).ToArray();
        return
        [
            ("nothing", () => { }),
            ("4x16 forward", () => Dense.Forward<S4x16, Identity>(rows, x, w1, b1, y1)),
            ("4x16 forward, tanh", () => Dense.Forward<S4x16, Tanh>(rows, x, w1, b1, y1)),
            ("16x16 forward", () => Dense.Forward<S16x16, Identity>(rows, d1, w2, b2, y2)),
            ("16x3 forward", () => Dense.Forward<S16x3, Identity>(rows, d2, w3, b3, y3)),
            ("cross-entropy 16x3", () => CrossEntropy.LossAndGradient(rows, 3, logits, labels, [], gradient)),
            ("16x3 by weight and bias", () => Dense.BackwardWeight<S16x3>(rows, d2, d3, dw, db)),
            ("16x3 by input, through tanh", () => Dense.BackwardInput<S16x3, Tanh>(rows, d3, w3, d2, y2)),
            ("16x16 by weight and bias", () => Dense.BackwardWeight<S16x16>(rows, d1, d2, dw, db)),
            ("16x16 by input, through tanh", () => Dense.BackwardInput<S16x16, Tanh>(rows, d2, w2, d1, y1)),
            ("4x16 by weight and bias", () => Dense.BackwardWeight<S4x16>(rows, x, d1, dw, db)),
            AdamOf(416),
        ];
    }

    private static List<(string Name, Action Run)> Regressor()
    {
        const int rows = 200;
        var (x, y1, y2) = (Timing.Random(rows * 24), new float[rows * 24], new float[rows * 2]);
        var (w1, w2, b1, b2) = (Timing.Random(24 * 24), Timing.Random(48), Timing.Random(24), Timing.Random(2));
        var (d1, d2, dw, db) = (Timing.Random(rows * 24), Timing.Random(rows * 2), new float[24 * 24], new float[24]);
        var (p, t, g) = (Timing.Random(rows * 2), Timing.Random(rows * 2), new float[rows * 2]);
        return
        [
            ("24x24 forward", () => Dense.Forward<S24x24, Identity>(rows, x, w1, b1, y1)),
            ("24x24 forward, tanh", () => Dense.Forward<S24x24, Tanh>(rows, x, w1, b1, y1)),
            ("24x2 forward", () => Dense.Forward<S24x2, Identity>(rows, d1, w2, b2, y2)),
            ("mean squared error 200x2", () => MeanSquaredError.LossAndGradient(rows, 2, p, t, [], g)),
            ("24x2 by weight and bias", () => Dense.BackwardWeight<S24x2>(rows, d1, d2, dw, db)),
            ("24x2 by input, through tanh", () => Dense.BackwardInput<S24x2, Tanh>(rows, d2, w2, d1, y1)),
            ("24x24 by weight and bias", () => Dense.BackwardWeight<S24x24>(rows, x, d1, dw, db)),
            AdamOf(672),
        ];
    }

    private static List<(string Name, Action Run)> TileOfMatrices()
    {
        const int rows = MatrixExponentialTile;
        var (x, y1, y2, y3) = (Timing.Random(rows * 4), Timing.Random(rows * 32), Timing.Random(rows * 16), new float[rows * 4]);
        var (w1, w2, w3) = (Timing.Random(128), Timing.Random(512), Timing.Random(64));
        var (b1, b2, b3) = (Timing.Random(32), Timing.Random(16), Timing.Random(4));
        var (d1, d2, d3) = (Timing.Random(rows * 32), Timing.Random(rows * 16), Timing.Random(rows * 4));
        var (dw, db, p, t) = (new float[512], new float[32], Timing.Random(rows * 4), Timing.Random(rows * 4));
        var (g, sum) = (Timing.Random(768), new float[768]);
        return
        [
            ("4x32 forward", () => Dense.Forward<S4x32, Identity>(rows, x, w1, b1, y1)),
            ("4x32 forward, tanh", () => Dense.Forward<S4x32, Tanh>(rows, x, w1, b1, y1)),
            ("32x16 forward", () => Dense.Forward<S32x16, Identity>(rows, d1, w2, b2, y2)),
            ("32x16 forward, tanh", () => Dense.Forward<S32x16, Tanh>(rows, d1, w2, b2, y2)),
            ("16x4 forward", () => Dense.Forward<S16x4, Identity>(rows, d2, w3, b3, y3)),
            ("mean squared error of 4 a row", () => MeanSquaredError.LossAndGradient(rows, 4, p, t, [], y3)),
            ("16x4 by weight and bias", () => Dense.BackwardWeight<S16x4>(rows, d2, d3, dw, db)),
            ("16x4 by input, through tanh", () => Dense.BackwardInput<S16x4, Tanh>(rows, d3, w3, d2, y2)),
            ("32x16 by weight and bias", () => Dense.BackwardWeight<S32x16>(rows, d1, d2, dw, db)),
            ("32x16 by input, through tanh", () => Dense.BackwardInput<S32x16, Tanh>(rows, d2, w2, d1, y1)),
            ("4x32 by weight and bias", () => Dense.BackwardWeight<S4x32>(rows, x, d1, dw, db)),
            ("gradients of a tile added", () => Accumulation.Add(rows, g, sum)),
            AdamOf(768),
        ];
    }

    private static (string Name, Action Run) AdamOf(int length)
    {
        var (g, m, v, p) = (Timing.Random(length), Timing.Random(length), Timing.Random(length, 0), Timing.Random(length));
        var t = 1L;
        return ($"Adam of {length}", () => Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, ++t), g, m, v, p));
    }

    private static void PrintLoop(int rounds, Workload workload)
    {
        var (side, left) = (workload.Start(), workload.Iterations);
        var times = new List<double>();
        for (var round = 0; round < rounds + 3000; round++)
        {
            if (left < LoopIterations)
            {
                side.Restart();
                left = workload.Iterations;
            }

            times.Add(side.Go(LoopIterations).Clock * 1e3);
            left -= LoopIterations;
            if (round < 3000 && round % 500 == 499)
            {
                Thread.Sleep(200);
            }
        }

        PrintLine($"{workload.Name}: iteration of the training loop", times.TakeLast(rounds));
    }

    private static void Print(int rounds, List<(string Name, Action Run)> pieces)
    {
        // Until the runtime has replaced what it compiled in haste, the clock's own loop included.
        for (var pause = 0; pause < 6; pause++)
        {
            foreach (var (_, run) in pieces)
            {
                for (var i = 0; i < 20; i++)
                {
                    Timing.Microseconds(run, 20);
                }
            }

            Thread.Sleep(200);
        }

        var times = pieces.Select(_ => new List<double>()).ToList();
        var repeats = pieces.Select(piece => Math.Max(1, (int)(ChunkMicroseconds / Timing.Microseconds(piece.Run, 100)))).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                times[i].Add(Timing.Microseconds(pieces[i].Run, repeats[i]) * 1e3);
            }
        }

        foreach (var (piece, time) in pieces.Zip(times))
        {
            PrintLine(piece.Name, time);
        }
    }

    private static void PrintLine(string name, IEnumerable<double> nanoseconds)
    {
        var spread = Spread.Of(nanoseconds);
        Console.WriteLine($"{name,-42} {spread.Min,8:F0} {spread.Median,11:F0}");
    }

    private readonly struct S4x16 : IDenseSize
    {
        public static int Inputs => 4;

        public static int Outputs => 16;
    }

    private readonly struct S16x16 : IDenseSize
    {
        public static int Inputs => 16;

        public static int Outputs => 16;
    }

    private readonly struct S16x3 : IDenseSize
    {
        public static int Inputs => 16;

        public static int Outputs => 3;
    }

    private readonly struct S24x24 : IDenseSize
    {
        public static int Inputs => 24;

        public static int Outputs => 24;
    }

    private readonly struct S24x2 : IDenseSize
    {
        public static int Inputs => 24;

        public static int Outputs => 2;
    }

    private readonly struct S4x32 : IDenseSize
    {
        public static int Inputs => 4;

        public static int Outputs => 32;
    }

    private readonly struct S32x16 : IDenseSize
    {
        public static int Inputs => 32;

        public static int Outputs => 16;
    }

    private readonly struct S16x4 : IDenseSize
    {
        public static int Inputs => 16;

        public static int Outputs => 4;
    }
}
