namespace Adjoint;

/// <summary>The exponential linear unit y = x if x &gt; 0, else α (eˣ - 1), as <c>torch.nn.ELU</c>. It keeps the shape.</summary>
public sealed class EluAttribute : LayerAttribute
{
    /// <summary>The factor α; 1 unless given.</summary>
    public double Alpha { get; init; } = 1;
}
