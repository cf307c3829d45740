namespace Adjoint;

/// <summary>y = log(1 + e^(βx)) / β, and x itself where βx exceeds the threshold, as <c>torch.nn.Softplus</c>. It keeps the shape.</summary>
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>The sharpness β, above 0; 1 unless given.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>From where on the function is linear; 20 unless given.</summary>
    public double Threshold { get; init; } = 20;
}
