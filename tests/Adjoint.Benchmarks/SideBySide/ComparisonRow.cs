namespace Adjoint.Benchmarks;

/// <summary>What is written of one comparison. Times are microseconds per iteration; ratios above 1 mean that the peer takes longer.</summary>
internal sealed record ComparisonRow(
    Spread Ratio,
    string Workload,
    string Description,
    int BatchSize,
    int Threads,
    string Peer,
    string PeerSettings,
    Spread OurMicroseconds,
    Spread PeerMicroseconds,
    double? OurAccuracy,
    double? PeerAccuracy,
    double OurLoss,
    double? PeerLoss,
    int Iterations,
    int Rounds,
    int UndisturbedRounds,
    bool Disturbed)
{
    public static ComparisonRow Of(Workload workload, string peer, string settings, int threads, Comparison comparison, (Score Ours, Score Theirs) scores) => new(
        Spread.Of(comparison.Judged.Select(round => round.Ratio)),
        workload.Name,
        workload.Description,
        workload.BatchSize,
        threads,
        peer,
        settings,
        Spread.Of(comparison.Judged.Select(round => round.Ours.Clock)),
        Spread.Of(comparison.Judged.Select(round => round.Theirs.Clock)),
        scores.Ours.Accuracy,
        scores.Theirs.Accuracy,
        scores.Ours.Loss,
        double.IsNaN(scores.Theirs.Loss) ? null : scores.Theirs.Loss,
        comparison.Iterations,
        comparison.Rounds.Count,
        comparison.Undisturbed.Count,
        comparison.IsDisturbed);
}
