namespace Adjoint;

/// <summary>
/// Logistic function and cross-entropy of yes and no in one, for each output x with label y on its own: the mean over outputs and batch of
/// -(c · y · log σ(x) + (1 - y) · log(1 - σ(x))), as <c>torch.nn.BCEWithLogitsLoss</c>. Labels are <c>bool</c>, one for each output. c is what a label that is
/// true counts for: above 1 it makes up for few of them.
/// </summary>
public sealed class BinaryCrossEntropyAttribute : LossAttribute
{
    /// <summary>c of all outputs, above 0; 1 unless given. As <c>pos_weight</c> with one number.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <summary>c of each output, as many as outputs and each above 0; all 1 unless given. As <c>pos_weight</c>.</summary>
    public double[]? PositiveWeights { get; init; }
}
