using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A sum over a row in double precision, in an order that its length alone fixes: below sixteen numbers ascending; else in sixteen lanes and one tree over
/// them (the runtime composes <see cref="Vector512{T}"/> of what there is), and then what remains, ascending.
/// </summary>
internal static class RowSum
{
    private const int Lanes = 16;

    /// <summary>The sum of the term over a; spans that the term reads are equally long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of<TTerm>(TTerm term, ReadOnlySpan<float> a, ReadOnlySpan<float> b = default, ReadOnlySpan<float> c = default)
        where TTerm : struct, ITerm =>
        a.Length < Lanes ? Ascending(term, 0, 0, a, b, c) : InLanes(term, a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Ascending<TTerm>(TTerm term, double start, int first, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TTerm : struct, ITerm
    {
        var sum = start;
        for (var i = first; i < a.Length; i++)
        {
            sum += term.Of(a[i], TTerm.Operands > 1 ? b[i] : 0, TTerm.Operands > 2 ? c[i] : 0);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double InLanes<TTerm>(TTerm term, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TTerm : struct, ITerm
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var third = ref MemoryMarshal.GetReference(c);
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var length = a.Length & -Lanes;
        for (nuint i = 0; i < (nuint)length; i += Lanes)
        {
            var x = Vector512.LoadUnsafe(ref first, i);
            var y = TTerm.Operands > 1 ? Vector512.LoadUnsafe(ref second, i) : default;
            var z = TTerm.Operands > 2 ? Vector512.LoadUnsafe(ref third, i) : default;
            low += term.Of(Vector512.WidenLower(x), Vector512.WidenLower(y), Vector512.WidenLower(z));
            high += term.Of(Vector512.WidenUpper(x), Vector512.WidenUpper(y), Vector512.WidenUpper(z));
        }

        return Ascending(term, OfLanes(low, high), length, a, b, c);
    }

    /// <summary>The tree over sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfLanes(Vector512<double> low, Vector512<double> high)
    {
        var eight = low + high;
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
