namespace Adjoint;

/// <summary>y = x if x &gt; 0, else slope · x, as <c>torch.nn.LeakyReLU</c>. It keeps the shape.</summary>
public sealed class LeakyReluAttribute : LayerAttribute
{
    /// <summary>The slope for negative x; 0.01 unless given.</summary>
    public double Slope { get; init; } = 0.01;
}
