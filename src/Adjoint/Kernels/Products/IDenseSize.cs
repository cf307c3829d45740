using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// The size of a dense layer, as a type: the generator declares one struct for each distinct shape. Kernels read both numbers once at
/// their top, because a Debug build of the declaring assembly does not inline the getters.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IDenseSize
{
    /// <summary>Numbers that come in per row.</summary>
    static abstract int Inputs { get; }

    /// <summary>Numbers that go out per row.</summary>
    static abstract int Outputs { get; }
}
