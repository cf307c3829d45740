using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// An activation y = f(x) whose gradient is known from its result: a product that is the gradient by y stores the gradient by x in its place. Must be a function of the vectors alone: where
/// columns do not fill the last vector, some results are computed and stored twice.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IResultGradient
{
    /// <summary>The gradient by x, lane by lane.</summary>
    /// <param name="y">f(x).</param>
    /// <param name="dy">The gradient by y.</param>
    static abstract TVector ApplyBackward<TSimd, TVector>(TVector y, TVector dy)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
