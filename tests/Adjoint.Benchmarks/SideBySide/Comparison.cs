using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// One training in chunks of iterations that alternate with the peer's, A B A B, on one core: the speed of a shared machine wanders, and the time of a chunk means
/// something only beside its neighbour's. Both sides start from the same parameters and see the same rows in the same order.
/// </summary>
internal sealed class Comparison(ITrainingSide ours, ITrainingSide theirs, int iterations, bool quick)
{
    /// <summary>So many undisturbed rounds are enough; while there are fewer, the training is repeated.</summary>
    private const int EnoughRounds = 5;

    private const int MostTrainings = 3, QuickRounds = 2;

    /// <summary>A chunk is long enough for both: the caches that the other side left behind are a small part of it.</summary>
    private const double OurChunk = 1_000, TheirChunk = 50_000;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1.5);

    private readonly List<Round> _rounds = [];

    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>The rounds that count: the undisturbed ones, or all if there are not enough of these.</summary>
    public IReadOnlyList<Round> Judged => IsDisturbed ? _rounds : Undisturbed;

    /// <summary>Whether there were not enough undisturbed rounds: the times are then no figures to quote.</summary>
    public bool IsDisturbed => Undisturbed.Count < Enough;

    public IReadOnlyList<Round> Undisturbed => [.. _rounds.Where(round => round.IsUndisturbed)];

    /// <summary>Iterations that both sides had behind them when they were scored.</summary>
    public int Iterations { get; private set; }

    private int Enough => quick ? QuickRounds : EnoughRounds;

    /// <summary>Trains both sides; returns their scores after the same number of iterations.</summary>
    /// <exception cref="InvalidDataException">After a few iterations their losses differ, so they do not train the same; or at the end one is not a number.</exception>
    public (Score Ours, Score Theirs) Run()
    {
        RequireSameTraining();
        var chunk = Chunk();
        for (var training = 0; training < (quick ? 1 : MostTrainings) && IsDisturbed; training++)
        {
            Train(chunk);
        }

        var (our, their) = (ours.Score(), theirs.Score());
        return double.IsFinite(our.Loss) && double.IsFinite(their.Loss)
            ? (our, their)
            : throw new InvalidDataException($"after {Iterations} iterations our loss is {our.Loss}, the peer's {their.Loss}");
    }

    private void Train(int chunk)
    {
        ours.Restart();
        theirs.Restart();
        Iterations = 0;
        while (iterations - Iterations >= chunk && !(quick && _rounds.Count == QuickRounds))
        {
            var before = QuietCore.Peak(runs: 4);
            var ourTime = ours.Go(chunk);
            var between = QuietCore.Peak(runs: 4);
            var theirTime = theirs.Go(chunk);
            var after = QuietCore.Peak(runs: 4);
            _rounds.Add(new(ourTime, theirTime, Math.Min(before, Math.Min(between, after))));
            Iterations += chunk;
        }

        // What is left is shorter than a chunk: it counts for the scores only.
        if (!quick && iterations - Iterations is > 0 and var left)
        {
            ours.Go(left);
            theirs.Go(left);
            Iterations = iterations;
        }
    }

    /// <summary>Ten iterations apart, rounding has not yet driven two equal trainings apart; two different ones are.</summary>
    private void RequireSameTraining()
    {
        var few = Math.Min(10, iterations);
        ours.Go(few);
        theirs.Go(few);
        var (our, their) = (ours.Score().Loss, theirs.Score().Loss);
        if (!(Math.Abs(our - their) <= 1e-4 * Math.Abs(their)))
        {
            throw new InvalidDataException($"after {few} iterations our loss is {our}, the peer's {their}: these are different trainings");
        }
    }

    private int Chunk()
    {
        var (our, their) = (WarmUp(ours), WarmUp(theirs));
        return Math.Clamp((int)Math.Max(OurChunk / our, TheirChunk / their), 1, Math.Max(1, iterations / EnoughRounds));
    }

    /// <summary>Trains for a while, from the start again when it is through; the core's time for an iteration at the end.</summary>
    private double WarmUp(ITrainingSide side)
    {
        var (clock, time) = (Stopwatch.StartNew(), 0.0);
        var (position, step) = (iterations, 1);
        while (clock.Elapsed < WarmUpTime)
        {
            if (position + step > iterations)
            {
                side.Restart();
                position = 0;
            }

            time = side.Go(step).Core;
            position += step;
            step = Math.Clamp((int)(TheirChunk / time), 1, iterations);
        }

        return time;
    }
}

/// <summary>Two chunks one after the other, and the least multiply-add peak before, between and after them.</summary>
internal readonly record struct Round(ChunkTime Ours, ChunkTime Theirs, double Peak)
{
    // Waking up and the clock's own reading take a little of a short chunk.
    private const double BusyShare = 0.97;

    /// <summary>How many times as long the peer takes.</summary>
    public double Ratio => Theirs.Clock / Ours.Clock;

    /// <summary>
    /// Whether both had the core to themselves. Another process on it would flatter us: it interrupts the longer chunk, which is the peer's, and rarely ours.
    /// </summary>
    public bool IsUndisturbed => QuietCore.IsUndisturbed(Peak) && Math.Min(Ours.Busy, Theirs.Busy) >= BusyShare;
}
