namespace Adjoint;

/// <summary>The scaled exponential linear unit y = λ (x if x &gt; 0, else α (eˣ - 1)) with λ = 1.0507 and α = 1.6733, as <c>torch.nn.SELU</c>. It keeps the shape.</summary>
public sealed class SeluAttribute : LayerAttribute;
