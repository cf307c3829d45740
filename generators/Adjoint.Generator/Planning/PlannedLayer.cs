namespace Adjoint.Generator.Planning;

/// <summary>A layer as its steps: a layer and the activation that bears its name are one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Output">The buffer that its last step writes.</param>
/// <param name="IsLeft">Whether its output is still there after the forward pass, and not written over.</param>
/// <param name="ForwardFlops">The work of its forward pass for one sample.</param>
/// <param name="BackwardFlops">The work of its gradients.</param>
internal sealed record PlannedLayer(string Name, int Output, bool IsLeft, long ForwardFlops, long BackwardFlops);
