using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>A function of one number, over vectors of any width.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IUnaryOperator
{
    /// <summary>f(x), lane by lane.</summary>
    static abstract TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
