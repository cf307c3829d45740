namespace Adjoint;

/// <summary>Multiplies every value by a constant: <c>[Scale(1 / 255.0)]</c> brings bytes to 0 ... 1. It learns nothing.</summary>
/// <param name="factor">The constant, a finite number.</param>
public sealed class ScaleAttribute(double factor) : LayerAttribute
{
    /// <summary>The constant.</summary>
    public double Factor { get; } = factor;
}
