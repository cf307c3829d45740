namespace Adjoint.Kernels;

/// <summary>What an optimizer does with one parameter, over vectors of any width; a structure, which holds the numbers of the step.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes up to three numbers kept for the parameter, and the parameter.</summary>
    void Apply<TSimd, TVector>(TVector g, ref TVector first, ref TVector second, ref TVector third, ref TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
