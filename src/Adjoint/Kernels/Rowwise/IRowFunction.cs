namespace Adjoint.Kernels;

/// <summary>A function of up to three numbers, over vectors of any width; its fields are what a row has in common.</summary>
internal interface IRowFunction
{
    /// <summary>How many of the three operands are read.</summary>
    static abstract int Operands { get; }

    /// <summary>f(a, b, c), lane by lane.</summary>
    TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
