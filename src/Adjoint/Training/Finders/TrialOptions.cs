namespace Adjoint;

/// <summary>The options of trainings that are tried.</summary>
internal static class TrialOptions
{
    /// <summary>What concerns the updates alone: no validation, nothing that depends on one, no schedule, no checkpoints.</summary>
    public static TrainingOptions<TLabel> UpdatesOnly<TLabel>(this TrainingOptions<TLabel> options)
        where TLabel : unmanaged
        => options with { Validation = null, ReduceOnPlateau = null, EarlyStopping = null, Checkpoints = null, Schedule = null, ValidateEvery = 1.Epochs() };
}
