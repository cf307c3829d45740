using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A sum in sixteen double lanes and one tree over them, whatever the width of the machine (the runtime composes <see cref="Vector512{T}"/> of what there is): number i
/// goes to lane i modulo 16, so the order of the additions depends on the length alone. All pieces but the last are multiples of sixteen long.
/// </summary>
internal struct LaneSum
{
    private Vector512<double> _low;
    private Vector512<double> _high;

    /// <summary>The sum of what was added.</summary>
    public readonly double Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var eight = _low + _high;
            var four = eight.GetLower() + eight.GetUpper();
            var two = four.GetLower() + four.GetUpper();
            return two[0] + two[1];
        }
    }

    /// <summary>Adds numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> numbers)
    {
        ref var source = ref MemoryMarshal.GetReference(numbers);
        var (low, high) = (_low, _high);
        var length = (nuint)numbers.Length;
        nuint i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var number = Vector512.LoadUnsafe(ref source, i);
            low += Vector512.WidenLower(number);
            high += Vector512.WidenUpper(number);
        }

        // Before anything is called: what lives across a call lives in memory, in the loop as well.
        (_low, _high) = (low, high);
        if (i < length)
        {
            var number = Tail.Load<Simd512, Vector512<float>>(in source, i, length);
            _low += Vector512.WidenLower(number);
            _high += Vector512.WidenUpper(number);
        }
    }

    /// <summary>Adds the products of numbers, each exact in double; as many of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddProducts(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var (low, high) = (_low, _high);
        var length = (nuint)left.Length;
        nuint i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref first, i), Vector512.LoadUnsafe(ref second, i));
            low += Vector512.WidenLower(a) * Vector512.WidenLower(b);
            high += Vector512.WidenUpper(a) * Vector512.WidenUpper(b);
        }

        (_low, _high) = (low, high);
        if (i < length)
        {
            var (a, b) = (Tail.Load<Simd512, Vector512<float>>(in first, i, length), Tail.Load<Simd512, Vector512<float>>(in second, i, length));
            _low += Vector512.WidenLower(a) * Vector512.WidenLower(b);
            _high += Vector512.WidenUpper(a) * Vector512.WidenUpper(b);
        }
    }
}
