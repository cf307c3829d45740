using System.ComponentModel;

namespace Adjoint;

/// <summary>Neighbouring inputs of which the same is learned. Written by the generator.</summary>
/// <param name="Kind">What is learned of each.</param>
/// <param name="First">The first.</param>
/// <param name="Count">How many there are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ScaledColumns(InputScalingKind Kind, int First, int Count);
