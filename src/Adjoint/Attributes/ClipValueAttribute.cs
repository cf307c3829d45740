namespace Adjoint;

/// <summary>Cuts each gradient off at ± a value: g ← min(max(g, -value), value), as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
/// <param name="value">The largest magnitude, above 0.</param>
public sealed class ClipValueAttribute(double value) : ClipAttribute
{
    /// <summary>The largest magnitude.</summary>
    public double Value { get; } = value;
}
