namespace Adjoint;

/// <summary>
/// Draws an index with a probability proportional to its weight, by one comparison whatever their number: n columns of height 1, each shared by at most two indices (Walker, "An
/// efficient method for generating discrete random variables with general distributions", ACM TOMS 3, 1977; filled as in Vose, IEEE TSE 17, 1991).
/// </summary>
internal sealed class AliasTable
{
    // What of a column is its own index's; the rest is the other's.
    private readonly double[] _own;
    private readonly int[] _other;

    /// <param name="weights">Finite and not negative, one of them above 0.</param>
    public AliasTable(ReadOnlySpan<float> weights)
    {
        (_own, _other) = (new double[weights.Length], new int[weights.Length]);
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var index = 0; index < weights.Length; index++)
        {
            _own[index] = weights[index] / sum * weights.Length;
            (_own[index] < 1 ? small : large).Push(index);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (filled, giver) = (small.Pop(), large.Pop());
            _other[filled] = giver;
            _own[giver] = _own[giver] + _own[filled] - 1;
            (_own[giver] < 1 ? small : large).Push(giver);
        }

        // What is left is a whole column but for rounding: no weight of 0 is, whose column is empty.
        foreach (var whole in small.Concat(large))
        {
            _own[whole] = 1;
        }
    }

    /// <summary>The index that 64 random bits draw: the column by the high part of their product with the number of columns, the height by the low part.</summary>
    public int Draw(ulong bits)
    {
        var column = (int)Math.BigMul(bits, (ulong)_own.Length, out var rest);
        return (rest >> 11) * (1.0 / (1L << 53)) < _own[column] ? column : _other[column];
    }
}
