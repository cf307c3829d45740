namespace Adjoint;

/// <summary>
/// Scales all gradients of an iteration together so that their norm is at most this: g ← g · min(1, norm / (|g| + 10⁻⁶)), |g| being the root of the
/// sum of the squares of all gradients, as <c>torch.nn.utils.clip_grad_norm_</c>.
/// </summary>
/// <param name="norm">The largest norm, above 0.</param>
public sealed class ClipNormAttribute(double norm) : ClipAttribute
{
    /// <summary>The largest norm.</summary>
    public double Norm { get; } = norm;
}
