namespace Adjoint.Kernels;

/// <summary>A function of two numbers with settings, over vectors of any width.</summary>
internal interface IBinaryFunction
{
    /// <summary>f(a, b), lane by lane.</summary>
    TVector Apply<TSimd, TVector>(TVector a, TVector b)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
