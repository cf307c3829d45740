using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>A function of two numbers, over vectors of any width.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IBinaryOperator
{
    /// <summary>f(a, b), lane by lane.</summary>
    static abstract TVector Apply<TSimd, TVector>(TVector a, TVector b)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
