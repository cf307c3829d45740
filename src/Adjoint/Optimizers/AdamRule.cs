using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The step that Adam and AdamW share.</summary>
internal readonly struct AdamRule<TDecay>(AdamStep step) : IUpdateRule
    where TDecay : struct, IWeightDecay
{
    private readonly AdamStep _step = step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector unused, ref TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TDecay.Apply<TSimd, TVector>(in _step, ref g, ref p);
        m = Moment.Average<TSimd, TVector>(m, _step.FirstKept, g, _step.FirstAdded);
        v = Moment.AverageSquare<TSimd, TVector>(v, _step.SecondKept, g, _step.SecondAdded);
        p = Move<TSimd, TVector>(in _step, m, v, p);
    }

    /// <summary>p - lr / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Move<TSimd, TVector>(in AdamStep step, TVector m, TVector v, TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var denominator = TSimd.FusedMultiplyAdd(TSimd.Sqrt(v), TSimd.Create(step.RootCorrection), TSimd.Create(step.Epsilon));
        return TSimd.Add(p, TSimd.Divide(TSimd.Multiply(TSimd.Create(step.NegativeStepSize), m), denominator));
    }

    /// <summary>With the largest second moment so far in the place of the second moment.</summary>
    internal readonly struct AmsGrad(AdamStep step) : IUpdateRule
    {
        private readonly AdamStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector largest, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TDecay.Apply<TSimd, TVector>(in _step, ref g, ref p);
            m = Moment.Average<TSimd, TVector>(m, _step.FirstKept, g, _step.FirstAdded);
            v = Moment.AverageSquare<TSimd, TVector>(v, _step.SecondKept, g, _step.SecondAdded);
            largest = TSimd.Max(largest, v);
            p = Move<TSimd, TVector>(in _step, m, largest, p);
        }
    }
}
