namespace Adjoint.Kernels;

/// <summary>A function of one number with settings, over vectors of any width.</summary>
internal interface IUnaryFunction
{
    /// <summary>f(x), lane by lane.</summary>
    TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
