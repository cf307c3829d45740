using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>A double as the float nearest to it and what remains: for differences from numbers close to it, which one float would falsify.</summary>
internal readonly struct TwoPieces
{
    /// <summary>The two pieces of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TwoPieces(double value)
        : this((float)value, (float)(value - (float)value))
    {
    }

    /// <summary>The two pieces of a sum, which a double would take the end of a small addend from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoPieces Sum(float a, double b)
    {
        var high = (float)(a + b);
        return new(high, (float)((double)a - high + b));
    }

    /// <summary>The number that has these pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TwoPieces(float high, float low) => (High, Low) = (high, low);

    /// <summary>The float nearest to the number.</summary>
    public float High { get; }

    /// <summary>What the number has beyond it.</summary>
    public float Low { get; }

    /// <summary>The number.</summary>
    public double Value => (double)High + Low;

    /// <summary>x - value: where both are close, the first difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Off<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Subtract(TSimd.Subtract(x, TSimd.Create(High)), TSimd.Create(Low));
}
