using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// The sum of (a - b)² in sixteen double lanes and one tree over them, whatever the width of the machine (the runtime
/// composes <see cref="Vector512{T}"/> of what there is): the order of the additions depends on the length alone. The square of a float is exact in double.
/// </summary>
internal static class SquaredDifferences
{
    /// <summary>What becomes of the scaled differences.</summary>
    internal interface IDestination
    {
        /// <summary>Whether they are stored.</summary>
        static abstract bool Stores { get; }
    }

    /// <summary>The sum; scale · (a - b) goes to <paramref name="scaled"/> if the destination stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<TDestination>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float scale, Span<float> scaled)
        where TDestination : struct, IDestination
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var target = ref MemoryMarshal.GetReference(scaled);
        var length = (nuint)a.Length;
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        nuint i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var difference = Vector512.LoadUnsafe(ref first, i) - Vector512.LoadUnsafe(ref second, i);
            low += Square(Vector512.WidenLower(difference));
            high += Square(Vector512.WidenUpper(difference));
            if (TDestination.Stores)
            {
                (difference * scale).StoreUnsafe(ref target, i);
            }
        }

        if (i < length)
        {
            var difference = Tail.Load<Simd512, Vector512<float>>(in first, i, length) - Tail.Load<Simd512, Vector512<float>>(in second, i, length);
            low += Square(Vector512.WidenLower(difference));
            high += Square(Vector512.WidenUpper(difference));
            if (TDestination.Stores)
            {
                Tail.Store<Simd512, Vector512<float>>(difference * scale, ref target, i, length);
            }
        }

        var eight = low + high;
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Square(Vector512<double> x) => x * x;

    /// <summary>Only the sum is wanted.</summary>
    internal readonly struct Nowhere : IDestination
    {
        public static bool Stores => false;
    }

    /// <summary>The gradient of the loss is stored.</summary>
    internal readonly struct Gradient : IDestination
    {
        public static bool Stores => true;
    }
}
