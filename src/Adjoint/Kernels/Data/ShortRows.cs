using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Collects rows of a few numbers, for which calls would take longer than the copies, and waiting for one row after the other longer than both.</summary>
internal static class ShortRows
{
    /// <summary>The widest rows that are copied without a call.</summary>
    public const int MostNumbers = 64;

    /// <summary>How many rows before it is copied a row is fetched.</summary>
    private const int Ahead = 12;

    /// <summary>The most floats of a set whose rows are not fetched: 512 KiB, which a second-level cache holds.</summary>
    private const int SmallSet = 128 * 1024;

    /// <summary>target[k,:] = source[rows[k],:] for rows of at most <see cref="MostNumbers"/>, all of which the source has.</summary>
    public static void Gather(int width, ReadOnlySpan<float> source, ReadOnlySpan<int> rows, ref float target)
    {
        switch (width)
        {
            case 1:
                Gather<One>(width, source, rows, ref target);
                break;
            case 2:
                Gather<Two>(width, source, rows, ref target);
                break;
            case >= 4 and < 8:
                Gather<FourToEight>(width, source, rows, ref target);
                break;
            case >= 8 and <= 32:
                Gather<EightToThirtyTwo>(width, source, rows, ref target);
                break;
            default:
                Gather<Any>(width, source, rows, ref target);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<TRow>(int width, ReadOnlySpan<float> source, ReadOnlySpan<int> rows, ref float target)
        where TRow : struct, IRow
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        var fetched = source.Length > SmallSet ? rows.Length - Ahead : 0;
        for (var k = 0; k < rows.Length; k++)
        {
            if (k < fetched)
            {
                Fetch(ref Unsafe.Add(ref first, (nint)rows[k + Ahead] * width), width);
            }

            TRow.Copy(ref Unsafe.Add(ref first, (nint)rows[k] * width), ref target, (nuint)width);
            target = ref Unsafe.Add(ref target, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(ref float row, int width)
    {
        for (nuint i = 0; i < (nuint)width; i += Prefetch.Line)
        {
            Prefetch.Run(ref Unsafe.Add(ref row, i));
        }
    }

    /// <summary>How a row is copied: what its width decides, no row decides again.</summary>
    private interface IRow
    {
        static abstract void Copy(ref float source, ref float target, nuint width);
    }

    private readonly struct One : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(ref float source, ref float target, nuint width) => target = source;
    }

    private readonly struct Two : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(ref float source, ref float target, nuint width) => Vector64.LoadUnsafe(ref source).StoreUnsafe(ref target);
    }

    // Two copies, which overlap where the row is shorter than both.
    private readonly struct FourToEight : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(ref float source, ref float target, nuint width)
        {
            var (start, end) = (Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, width - 4));
            start.StoreUnsafe(ref target);
            end.StoreUnsafe(ref target, width - 4);
        }
    }

    // Four of them.
    private readonly struct EightToThirtyTwo : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(ref float source, ref float target, nuint width)
        {
            var last = width - 8;
            var (second, third) = (nuint.Min(8, last), nuint.Min(16, last));
            Vector256.LoadUnsafe(ref source).StoreUnsafe(ref target);
            Vector256.LoadUnsafe(ref source, second).StoreUnsafe(ref target, second);
            Vector256.LoadUnsafe(ref source, third).StoreUnsafe(ref target, third);
            Vector256.LoadUnsafe(ref source, last).StoreUnsafe(ref target, last);
        }
    }

    private readonly struct Any : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(ref float source, ref float target, nuint width) => ShortCopy.Run(ref source, ref target, width);
    }
}
