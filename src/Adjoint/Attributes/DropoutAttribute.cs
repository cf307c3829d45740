namespace Adjoint;

/// <summary>
/// While training, sets each value to zero with the given probability and divides the others by 1 - rate; in prediction it does nothing.
/// As <c>torch.nn.Dropout</c>. <c>TrainingOptions.Dropout</c> overrides the rate at run time.
/// </summary>
/// <param name="rate">The probability of a zero: 0 or more, below 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability of a zero.</summary>
    public double Rate { get; } = rate;
}
