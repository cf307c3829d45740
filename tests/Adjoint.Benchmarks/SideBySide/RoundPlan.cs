namespace Adjoint.Benchmarks;

/// <summary>How long two trainings take turns.</summary>
/// <param name="TheirChunk">Microseconds of the other side's chunks.</param>
/// <param name="EnoughRounds">So many undisturbed rounds are enough; while there are fewer, the training is repeated.</param>
/// <param name="MostTrainings">How often it is trained at most.</param>
/// <param name="MostRounds">After so many rounds it ends where it is.</param>
internal sealed record RoundPlan(double TheirChunk, int EnoughRounds, int MostTrainings, int MostRounds)
{
    /// <summary>Two builds of ours differ by hundredths, and both are fast: the shorter the chunks, the nearer the two in time, and the more of them no neighbour disturbs.</summary>
    public static RoundPlan Builds { get; } = new(TheirChunk: 5_000, EnoughRounds: 101, MostTrainings: 50, int.MaxValue);

    /// <summary>A peer. On several processors the time of others is counted in hundredths of a second.</summary>
    public static RoundPlan Peer(int processors) => new(processors == 1 ? 50_000 : 200_000, EnoughRounds: 5, MostTrainings: 3, int.MaxValue);

    /// <summary>A peer at a glance.</summary>
    public static RoundPlan Glance(int processors) => Peer(processors) with { EnoughRounds = 2, MostTrainings = 1, MostRounds = 2 };
}
