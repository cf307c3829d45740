using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// One training in chunks of iterations that alternate with the peer's, A B A B, on the same processors: the speed of a shared machine wanders, and the time of a chunk means
/// something only beside its neighbour's. Both sides start from the same parameters and see the same rows in the same order.
/// </summary>
internal sealed class Comparison(ITrainingSide ours, ITrainingSide theirs, int iterations, IReadOnlyList<int> processors, double? tolerance, RoundPlan plan)
{
    /// <summary>A chunk is long enough for both: the caches that the other side left behind are a small part of it.</summary>
    private const double OurChunk = 1_000;

    /// <summary>Into so many chunks a training is cut at least.</summary>
    private const int LeastChunks = 5;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1.5);

    /// <summary>After this the training ends where it is: threads that fight for processors can make a peer fifty times as slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    private readonly List<Round> _rounds = [];

    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>The rounds that count: the undisturbed ones, or all if there are not enough of these.</summary>
    public IReadOnlyList<Round> Judged => IsDisturbed ? _rounds : Undisturbed;

    /// <summary>Whether there were not enough undisturbed rounds: the times are then no figures to quote.</summary>
    public bool IsDisturbed => Undisturbed.Count < plan.EnoughRounds;

    public IReadOnlyList<Round> Undisturbed => [.. _rounds.Where(round => round.IsUndisturbed)];

    /// <summary>Iterations that both sides had behind them when they were scored.</summary>
    public int Iterations { get; private set; }

    /// <summary>Trains both sides; returns their scores after the same number of iterations.</summary>
    /// <exception cref="InvalidDataException">After a few iterations their losses differ, so they do not train the same; or at the end one is not a number.</exception>
    public (Score Ours, Score Theirs) Run()
    {
        if (tolerance is { } most)
        {
            RequireSameTraining(most);
        }

        var (chunk, clock) = (Chunk(), Stopwatch.StartNew());
        Train(chunk, clock);
        // Again only if there is time for all of it: the scores are those of the last training.
        for (var trained = 1; trained < plan.MostTrainings && IsDisturbed && clock.Elapsed * (trained + 1) / trained < Patience; trained++)
        {
            Train(chunk, clock);
        }

        var (our, their) = (ours.Score(), theirs.Score());
        return double.IsFinite(our.Loss) && (double.IsFinite(their.Loss) || (tolerance is null && their.Accuracy is not null))
            ? (our, their)
            : throw new InvalidDataException($"after {Iterations} iterations our loss is {our.Loss}, the peer's {their.Loss}");
    }

    private void Train(int chunk, Stopwatch clock)
    {
        ours.Restart();
        theirs.Restart();
        Iterations = 0;
        while (iterations - Iterations >= chunk && clock.Elapsed < Patience && _rounds.Count < plan.MostRounds)
        {
            var others = new OtherProcesses(processors, ours, theirs);
            var before = QuietCore.Peak(runs: 4);
            var ourTime = ours.Go(chunk);
            var between = QuietCore.Peak(runs: 4);
            var theirTime = theirs.Go(chunk);
            var after = QuietCore.Peak(runs: 4);
            _rounds.Add(new(ourTime, theirTime, Math.Min(before, Math.Min(between, after)), processors.Count == 1 ? null : others.Share));
            Iterations += chunk;
        }

        // What is left is shorter than a chunk: it counts for the scores only.
        if (_rounds.Count < plan.MostRounds && iterations - Iterations is > 0 and var left && left < chunk)
        {
            ours.Go(left);
            theirs.Go(left);
            Iterations = iterations;
        }
    }

    private void RequireSameTraining(double most)
    {
        var few = Math.Min(10, iterations);
        ours.Go(few);
        theirs.Go(few);
        var (our, their) = (ours.Score().Loss, theirs.Score().Loss);
        if (!(Math.Abs(our - their) <= most * Math.Abs(their)))
        {
            throw new InvalidDataException($"after {few} iterations our loss is {our}, the peer's {their}: these are different trainings");
        }
    }

    private int Chunk()
    {
        var (our, their) = (WarmUp(ours), WarmUp(theirs));
        return Math.Clamp((int)Math.Max(OurChunk / our, plan.TheirChunk / their), 1, Math.Max(1, iterations / LeastChunks));
    }

    /// <summary>Trains for a while, from the start again when it is through; the time of an iteration at the end, the core's where there is one.</summary>
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

            var went = side.Go(step);
            time = processors.Count == 1 ? went.Core : went.Clock;
            position += step;
            step = Math.Clamp((int)(plan.TheirChunk / time), 1, iterations);
        }

        return time;
    }
}

/// <summary>Two chunks one after the other, the least multiply-add peak before, between and after them, and on several processors what others took of these.</summary>
internal readonly record struct Round(ChunkTime Ours, ChunkTime Theirs, double Peak, double? Others)
{
    // Waking up and the clock's own reading take a little of a short chunk.
    private const double BusyShare = 0.97;

    // As near as hundredths of a second tell. Others that matter take a whole processor while they are there.
    private const double MostOfOthers = 0.1;

    /// <summary>How many times as long the peer takes.</summary>
    public double Ratio => Theirs.Clock / Ours.Clock;

    /// <summary>
    /// Whether both had the processors to themselves. Another process would flatter us: it interrupts the longer chunk, which is the peer's, and rarely ours.
    /// </summary>
    public bool IsUndisturbed => QuietCore.IsUndisturbed(Peak) && (Others is { } others ? !(others > MostOfOthers) : Math.Min(Ours.Busy, Theirs.Busy) >= BusyShare);
}
