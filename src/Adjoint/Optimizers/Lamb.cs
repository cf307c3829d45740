using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>LAMB (You et al., 2020), with bias correction and φ(x) = x: Adam whose step is as long as the tensor's parameters say.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Lamb
{
    private const int Chunk = 512;

    /// <summary>
    /// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; u = m / (1 - β₁ᵗ) / (√v / √(1 - β₂ᵗ) + ε) + decay · p; p -= lr · |p| / |u| · u, with the norms of the
    /// whole tensor, added in double precision, and their ratio 1 where either is 0. In two passes: the first for moments and norms, the second for the parameters.
    /// Moments below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g, of one tensor of parameters; is not changed.</param>
    /// <param name="firstMoment">m, as many elements.</param>
    /// <param name="secondMoment">v, as many elements.</param>
    /// <param name="parameters">p, as many elements: one tensor. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [SkipLocalsInit]
    public static bool Update(in LambStep step, ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        Span<float> buffer = stackalloc float[Chunk];
        var (ofParameters, ofDirection) = (default(LaneSum), default(LaneSum));
        for (var first = 0; first < gradient.Length; first += Chunk)
        {
            var length = Math.Min(Chunk, gradient.Length - first);
            var u = buffer[..length];
            var p = parameters.Slice(first, length);
            UpdateLoop.Run(new Look(step), gradient.Slice(first, length), firstMoment.Slice(first, length), secondMoment.Slice(first, length), u, p);
            ofParameters.AddProducts(p, p);
            ofDirection.AddProducts(u, u);
        }

        var (size, way) = (Math.Sqrt(ofParameters.Total), Math.Sqrt(ofDirection.Total));
        var trust = size == 0 || way == 0 ? 1 : size / way;
        return UpdateLoop.Run(new Move(step, (float)(-step.LearningRate * trust)), gradient, firstMoment, secondMoment, [], parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Direction<TSimd, TVector>(in LambStep step, TVector m, TVector v, TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var denominator = TSimd.FusedMultiplyAdd(TSimd.Sqrt(v), TSimd.Create(step.RootCorrection), TSimd.Create(step.Epsilon));
        var adam = TSimd.Divide(TSimd.Multiply(TSimd.Create(step.FirstCorrection), m), denominator);
        return TSimd.FusedMultiplyAdd(TSimd.Create(step.WeightDecay), p, adam);
    }

    /// <summary>Moments and direction, leaving the parameters alone.</summary>
    internal readonly struct Look(LambStep step) : IUpdateRule
    {
        private readonly LambStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector u, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            m = Moment.Average<TSimd, TVector>(m, _step.FirstKept, g, _step.FirstAdded);
            v = Moment.AverageSquare<TSimd, TVector>(v, _step.SecondKept, g, _step.SecondAdded);
            u = Direction<TSimd, TVector>(in _step, m, v, p);
        }
    }

    /// <summary>The parameters along the same direction, leaving the moments alone.</summary>
    internal readonly struct Move(LambStep step, float negativeRate) : IUpdateRule
    {
        private readonly LambStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector unused, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            p = TSimd.FusedMultiplyAdd(TSimd.Create(negativeRate), Direction<TSimd, TVector>(in _step, m, v, p), p);
    }
}
