namespace Adjoint.Kernels;

/// <summary>The loss of one prediction, over vectors of any width; a structure, which holds the loss's settings.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Whether the loss reads the coefficient: a number of its own for each output.</summary>
    static abstract bool HasCoefficient { get; }

    /// <summary>The loss, and its derivative by the prediction.</summary>
    void Apply<TSimd, TVector>(TVector prediction, TVector target, TVector coefficient, out TVector loss, out TVector derivative)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
