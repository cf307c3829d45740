using System.Diagnostics;
using System.Globalization;
using Adjoint.Kernels;

namespace Adjoint.Benchmarks;

/// <summary>
/// The three products of a dense layer beside the multiply-add peak of the same core and beside the same products of oneDNN, libxsmm and OpenBLAS, where they are installed: a few
/// hundred microseconds of each in turn, A B A B, because a shared machine's speed wanders. A neighbour on the core's other thread takes half of the peak and less of a product, so
/// only the rounds count whose peak was near the best one.
/// </summary>
internal sealed class ProductSpeed
{
    /// <summary>So many undisturbed rounds are enough; of fewer, all rounds are taken, and are no figures to quote.</summary>
    private const int Enough = 5;

    /// <summary>How long a product waits for undisturbed rounds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Floating-point operations of a turn: with peers long enough that the caches, which the one before filled, are a small part of it.</summary>
    private const double OfATurn = 3e6, OfATurnBesidePeers = 5e7;

    // Batch, inputs, outputs: small networks, examples/Digits, Fashion-MNIST's MLP, and two that no cache of a core holds.
    private static readonly DenseShape[] Shapes =
        [new(32, 16, 3), new(64, 24, 2), new(32, 64, 128), new(32, 128, 10), new(64, 128, 10), new(64, 784, 128), new(128, 784, 128), new(128, 512, 512), new(1024, 1024, 1024)];

    private readonly int _rounds;
    private readonly ProductPeerProcess[] _peers;

    private ProductSpeed(int rounds, ProductPeerProcess[] peers) => (_rounds, _peers) = (rounds, peers);

    public static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 201;
        var only = arguments.ElementAtOrDefault(1) ?? string.Empty;
        Machine.PinTo(1);
        foreach (var peer in ProductPeer.All.Where(peer => !peer.IsInstalled))
        {
            Console.WriteLine($"skipped {peer.Name}: not installed ({peer.Install})");
        }

        ProductPeerProcess[] peers = [.. ProductPeer.All.Where(peer => peer.IsInstalled).Select(peer => peer.Start())];
        try
        {
            new ProductSpeed(rounds, peers).Print([.. only.Split(',').SelectMany(Named)]);
        }
        finally
        {
            foreach (var peer in peers)
            {
                peer.Dispose();
            }
        }

        return 0;
    }

    /// <summary>The shapes that contain the name; if none does, the one that it is.</summary>
    private static DenseShape[] Named(string name)
    {
        DenseShape[] known = [.. Shapes.Where(shape => $"{shape}".Contains(name, StringComparison.Ordinal))];
        return known.Length > 0 ? known : name.Split('x') is [var rows, var inputs, var outputs]
            ? [new(int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(inputs, CultureInfo.InvariantCulture), int.Parse(outputs, CultureInfo.InvariantCulture))]
            : throw new ArgumentException($"A shape is batch x inputs x outputs, such as 64x128x10; \"{name}\" is none.", nameof(name));
    }

    private void Print(DenseShape[] shapes)
    {
        Console.WriteLine("GFLOP/s, share of the multiply-add peak; ours/the peer's is above 1 where ours is faster");
        Console.WriteLine($"batch x in x out   product           us   GFLOP/s     peak   share   undisturbed rounds   {string.Concat(_peers.Select(peer => $"{peer.Name,12}   share  ours/it"))}");
        foreach (var shape in shapes)
        {
            MeasuredSize.Set(shape.Inputs, shape.Outputs);
            var a = new DenseArrays(shape);
            Print(shape, "forward", a.Y, () => Dense.Forward<MeasuredSize, Identity>(shape.Rows, a.X.Span, a.Weight.Span, a.Bias.Span, a.Y.Span));
            Print(shape, "input", a.Dx, () => Dense.BackwardInput<MeasuredSize>(shape.Rows, a.Dy.Span, a.Weight.Span, a.Dx.Span));
            Print(shape, "weight", a.Dw, () => Dense.BackwardWeight<MeasuredSize>(shape.Rows, a.X.Span, a.Dy.Span, a.Dw.Span));
            Print(shape, "bias", null, () => Dense.BackwardBias<MeasuredSize>(shape.Rows, a.Dy.Span, a.Db.Span));
        }
    }

    /// <param name="result">Where it writes what the peers can be compared with; null if they have no such thing.</param>
    private void Print(DenseShape shape, string product, Arena? result, Action run)
    {
        var operations = result is null ? (double)shape.Rows * shape.Outputs : shape.Operations;
        var repeats = Math.Max(1, (int)((_peers.Length > 0 && result is not null ? OfATurnBesidePeers : OfATurn) / operations));
        // Until the runtime has replaced what it first compiled in haste, which it does when nothing new has come for a while.
        for (var pause = 0; pause < 3; pause++)
        {
            Timing.Microseconds(run, Math.Clamp(repeats, 3, 1000));
            Thread.Sleep(120);
        }

        var how = _peers.Select(peer => result is null ? null : peer.Prepare(product, shape, result.Span)).ToList();
        var times = new List<Turn>();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < _rounds || (times.Count(turn => turn.IsUndisturbed) < _rounds && clock.Elapsed < Patience); round++)
        {
            var before = QuietCore.Peak(runs: 1);
            // One that is not timed: the peers left the caches to us.
            run();
            var ours = Timing.Microseconds(run, repeats);
            double[] theirs = [.. _peers.Select((peer, i) => how[i] is null ? double.NaN : peer.Time(repeats))];
            var after = QuietCore.Peak(runs: _peers.Length > 0 ? 3 : 1);
            times.Add(new(ours, theirs, Math.Min(before, after)));
            if (_peers.Length > 0 && clock.Elapsed > 4 * Patience)
            {
                break;
            }
        }

        Print($"{shape,-18} {(result is null ? "by bias" : product == "forward" ? product : $"by {product}"),-10}", operations, times, how);
    }

    private static void Print(string what, double operations, List<Turn> times, List<string?> how)
    {
        var quiet = times.Where(turn => turn.IsUndisturbed).ToList();
        var judged = quiet.Count >= Enough ? quiet : times;
        double Median(Func<Turn, double> number) => Spread.Of(judged.Select(number)).Median;
        var (us, peak, share) = (Median(turn => turn.Ours), Median(turn => turn.Peak), Median(turn => operations / turn.Ours / turn.Peak));
        var peers = how.Select((said, i) => said is null
            ? $"{"-",12} {"-",7}  {"-",7}"
            : $"{operations / Median(turn => turn.Theirs[i]) / 1e3,12:F1} {Median(turn => operations / turn.Theirs[i] / turn.Peak),7:P1}  {Median(turn => turn.Theirs[i] / turn.Ours),7:F2}");
        Console.WriteLine($"{what} {us,9:F2} {operations / us / 1e3,9:F1} {peak / 1e3,8:F1} {share,7:P1} {$"{quiet.Count} of {times.Count}{(quiet.Count >= Enough ? string.Empty : ": disturbed")}",-20} {string.Concat(peers)}");
    }

    /// <summary>Microseconds of ours and of the peers', and the least peak around them.</summary>
    private readonly record struct Turn(double Ours, double[] Theirs, double Peak)
    {
        public bool IsUndisturbed => QuietCore.IsUndisturbed(Peak);
    }
}
