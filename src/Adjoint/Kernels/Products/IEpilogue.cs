using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// What is applied to each vector of a product's result before it is stored, while it is still in a register. Must be a function
/// of the vector alone: where columns do not fill the last vector, some results are computed and stored twice.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
#pragma warning disable CA1040 // Marks the functions that make sense in a product's store; not every unary operator does.
public interface IEpilogue : IUnaryOperator;
#pragma warning restore CA1040
