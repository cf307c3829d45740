using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// What softmax and cross-entropy share for rows of sixteen numbers and more: the largest number, and the exponentials with their sum in one pass. Narrower rows
/// go through <see cref="NarrowRows"/>.
/// </summary>
internal static class Rows
{
    /// <summary>The narrowest row that is worked on alone.</summary>
    public const int Wide = 16;

    /// <summary>The largest number; NaN is passed over, to come out of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ReadOnlySpan<float> row) =>
        Widths.Has512 ? Max<Simd512, Vector512<float>>(row)
        : Widths.Has256 ? Max<Simd256, Vector256<float>>(row)
        : Max<Simd128, Vector128<float>>(row);

    /// <summary>target[j] = exp(row[j] - max); target may be row.</summary>
    /// <returns>The sum of target in double precision, in the order of <see cref="RowSum"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponentials(ReadOnlySpan<float> row, float max, Span<float> target) => Exponentials(row, max, ref MemoryMarshal.GetReference(target), 1);

    /// <summary>The same sum, without a place for the exponentials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static double SumOfExponentials(ReadOnlySpan<float> row, float max)
    {
        Span<float> sixteen = stackalloc float[Wide];
        return Exponentials(row, max, ref MemoryMarshal.GetReference(sixteen), 0);
    }

    /// <summary>row[j] *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(Span<float> row, float factor) => RowMap.Run(new Multiple(factor), row, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Exponentials(ReadOnlySpan<float> row, float max, ref float target, nuint step) =>
        Widths.Has512 ? Exponentials<Simd512, Vector512<float>>(row, max, ref target, step)
        : Widths.Has256 ? Exponentials<Simd256, Vector256<float>>(row, max, ref target, step)
        : Exponentials<Simd128, Vector128<float>>(row, max, ref target, step);

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static float Max<TSimd, TVector>(ReadOnlySpan<float> row)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var source = ref MemoryMarshal.GetReference(row);
        var end = (nuint)row.Length - TSimd.Width;
        var (first, second) = (TSimd.Create(float.NegativeInfinity), TSimd.Create(float.NegativeInfinity));
        nuint i = 0;
        for (; i + TSimd.Width < end; i += 2 * TSimd.Width)
        {
            first = TSimd.Max(TSimd.Load(in source, i), first);
            second = TSimd.Max(TSimd.Load(in source, i + TSimd.Width), second);
        }

        // At most two vectors are left; they may overlap what was looked at already.
        first = TSimd.Max(TSimd.Load(in source, Math.Min(i, end)), first);
        second = TSimd.Max(TSimd.Load(in source, end), second);
        Span<float> lanes = stackalloc float[Wide];
        ref var lane = ref MemoryMarshal.GetReference(lanes);
        TSimd.Store(TSimd.Max(first, second), ref lane, 0);
        var four = Vector128.LoadUnsafe(ref lane);
        for (nuint k = 4; k < TSimd.Width; k += 4)
        {
            four = Simd128.Max(Vector128.LoadUnsafe(ref lane, k), four);
        }

        return Simd1.Max(Simd1.Max(four[0], four[1]), Simd1.Max(four[2], four[3]));
    }

    /// <summary>The same at a given width. Number j goes to target[step · j] by sixteens: with a step of 0 all go to the same sixteen places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static double Exponentials<TSimd, TVector>(ReadOnlySpan<float> row, float max, ref float target, nuint step)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var source = ref MemoryMarshal.GetReference(row);
        var length = (nuint)row.Length;
        var whole = length & ~(nuint)(Wide - 1);
        var largest = TSimd.Create(max);

        // The last sixteen overlap the ones before; they are computed before anything is stored, because target may be row.
        Span<float> lastSixteen = stackalloc float[Wide];
        ref var last = ref MemoryMarshal.GetReference(lastSixteen);
        if (whole < length)
        {
            Sixteen<TSimd, TVector>(ref source, length - Wide, largest, ref last, 0);
        }

        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint i = 0; i < whole; i += Wide)
        {
            Sixteen<TSimd, TVector>(ref source, i, largest, ref target, step * i);
            var exponentials = Vector512.LoadUnsafe(ref target, step * i);
            low += Vector512.WidenLower(exponentials);
            high += Vector512.WidenUpper(exponentials);
        }

        var sum = RowSum.OfLanes(low, high);
        if (whole < length)
        {
            for (var i = Wide - (length - whole); i < Wide; i++)
            {
                sum += Unsafe.Add(ref last, i);
            }

            Vector512.LoadUnsafe(ref last).StoreUnsafe(ref target, step * (length - Wide));
        }

        return sum;
    }

    /// <summary>to[at + k] = exp(from[first + k] - max) for sixteen k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen<TSimd, TVector>(ref float from, nuint first, TVector max, ref float to, nuint at)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint k = 0; k < Wide; k += TSimd.Width)
        {
            var x = TSimd.Subtract(TSimd.Load(ref from, first + k), max);
            TSimd.Store(Exponential.OfSmall<TSimd, TVector>(x), ref to, at + k);
        }
    }

    private readonly struct Multiple(float factor) : IRowFunction
    {
        public static int Operands => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(a, TSimd.Create(factor));
    }
}
