using System.ComponentModel;

namespace Adjoint;

/// <summary>A layer as the library needs to know it. Written by the generator.</summary>
/// <param name="Name">Its name, as in files.</param>
/// <param name="ForwardFlops">The floating-point operations of its forward pass for one sample; a multiply-add is two.</param>
/// <param name="BackwardFlops">Those of its gradients.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerLayout(string Name, long ForwardFlops, long BackwardFlops);
