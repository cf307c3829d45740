namespace Adjoint.Kernels;

/// <summary>Where weight decay enters the step: what distinguishes Adam from AdamW.</summary>
internal interface IWeightDecay
{
    /// <summary>Changes the gradient or the parameter before the moments see the gradient.</summary>
    static abstract void Apply<TSimd, TVector>(in AdamStep step, ref TVector gradient, ref TVector parameter)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
