using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// What is applied to each vector of a product's result before it is stored, while it is still in a register. Must be a function
/// of the vector alone: where columns do not fill the last vector, some results are computed and stored twice.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IEpilogue : IUnaryOperator
{
    /// <summary>
    /// Whether it takes few instructions and registers. The tiles of large products leave none free: what is longer is a pass of its own there, and small products alone apply it in passing.
    /// </summary>
    static virtual bool IsShort => false;
}
