namespace Adjoint;

/// <summary>y = min(max(x, minimum), maximum), as <c>torch.nn.Hardtanh</c>. It keeps the shape.</summary>
public sealed class HardTanhAttribute : LayerAttribute
{
    /// <summary>The smallest value; -1 unless given.</summary>
    public double Minimum { get; init; } = -1;

    /// <summary>The largest value; 1 unless given. It must be larger than the smallest.</summary>
    public double Maximum { get; init; } = 1;
}
