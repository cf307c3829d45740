using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>What a small product stores in the place of a vector of sums: it, a function of it, or of it and what lies in the same place of another matrix.</summary>
internal interface IFinish
{
    /// <summary>Whether it is a few instructions. What is longer reads nothing beside the sums.</summary>
    static abstract bool IsShort { get; }

    /// <summary>The results, from the sums and, if it is needed, what lies so many floats after <paramref name="beside"/>.</summary>
    static abstract TVector Apply<TSimd, TVector>(TVector sums, ref float beside, nuint offset)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>y = f(sum).</summary>
internal readonly struct Applied<TEpilogue> : IFinish
    where TEpilogue : struct, IEpilogue
{
    public static bool IsShort { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TEpilogue.IsShort; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector sums, ref float beside, nuint offset)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TEpilogue.Apply<TSimd, TVector>(sums);
}

/// <summary>The sum is the gradient of y = f(x), y lies beside it, and the gradient of x is stored.</summary>
internal readonly struct Differentiated<TActivation> : IFinish
    where TActivation : struct, IResultGradient
{
    public static bool IsShort { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector sums, ref float beside, nuint offset)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TActivation.ApplyBackward<TSimd, TVector>(TSimd.Load(in beside, offset), sums);
}
