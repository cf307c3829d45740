namespace Adjoint;

/// <summary>
/// Keeps an exponential moving average of the parameters: a ← decay · a + (1 - decay) · θ after an update, beginning with a copy, as
/// <c>torch.optim.swa_utils.AveragedModel</c> with that <c>avg_fn</c> and Keras' <c>use_ema</c>. Running statistics are copied. The averages validate, so early stopping,
/// the best model and schedules on a plateau judge them; a training that ends, however it does, leaves them in the model, and the next training begins from them. Until then the
/// model holds the parameters that are trained. It may stand at any place among a model's words.
/// </summary>
/// <param name="decay">What the average keeps of itself, at least 0 and below 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AverageWeightsAttribute(double decay = 0.999) : Attribute
{
    /// <summary>What the average keeps of itself.</summary>
    public double Decay { get; } = decay;

    /// <summary>After how many iterations it takes in the parameters again, at least 1; after each unless given.</summary>
    public int EveryIterations { get; init; } = 1;

    /// <summary>
    /// The iteration after which it begins, as a copy, at least 1 (unless given), counted over all trainings of the model. Until then there is no average: the
    /// parameters themselves validate, and stay.
    /// </summary>
    public int StartIteration { get; init; } = 1;
}
