using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>
/// The gradient that an update is made from: numbers in memory, or those of a dense layer's weight as the product xᵀ · dy, which is computed piece by piece while it is used and never lies in
/// memory as a whole.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly ref struct Gradient
{
    // The numbers, or x.
    private readonly ReadOnlySpan<float> _numbers;
    private readonly ReadOnlySpan<float> _dy;
    private readonly int _rows;

    private Gradient(ReadOnlySpan<float> numbers) => _numbers = numbers;

    internal Gradient(int rows, int inputs, int outputs, ReadOnlySpan<float> x, ReadOnlySpan<float> dy)
    {
        (_rows, Inputs, Outputs) = (rows, inputs, outputs);
        _numbers = x;
        _dy = dy;
    }

    /// <summary>How many numbers it has.</summary>
    public int Length => IsProduct ? checked(Inputs * Outputs) : _numbers.Length;

    /// <summary>Whether it is a product.</summary>
    internal bool IsProduct => Outputs > 0;

    /// <summary>Rows of the weight; 0 of numbers.</summary>
    internal int Inputs { get; }

    /// <summary>Columns of the weight; 0 of numbers.</summary>
    internal int Outputs { get; }

    /// <summary>The numbers of one that is no product.</summary>
    internal ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>Numbers in memory.</summary>
    /// <param name="numbers">The numbers.</param>
    public static implicit operator Gradient(ReadOnlySpan<float> numbers) => new(numbers);

    /// <summary>Numbers in memory.</summary>
    /// <param name="numbers">The numbers.</param>
    public static implicit operator Gradient(Span<float> numbers) => new(numbers);

    /// <summary>Numbers in memory.</summary>
    /// <param name="numbers">The numbers.</param>
    public static implicit operator Gradient(float[] numbers) => new(numbers);

    /// <summary>Computes some rows and columns of a product.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="target">Receives them, row by row.</param>
    internal void Compute(TileRange piece, ref float target)
    {
        var product = new Product
        {
            A = ref Unsafe.Add(ref MemoryMarshal.GetReference(_numbers), piece.FirstRow),
            RowStride = 1,
            StepStride = (nuint)Inputs,
            B = ref Unsafe.Add(ref MemoryMarshal.GetReference(_dy), piece.FirstColumn),
            TermStride = (nuint)Outputs,
            ColumnStride = 1,
            Start = ref Unsafe.NullRef<float>(),
            C = ref target,
            Rows = piece.EndRow - piece.FirstRow,
            Columns = piece.EndColumn - piece.FirstColumn,
            Depth = (nuint)_rows,
        };
        ProductLoop.Run<Identity>(in product, product.Whole);
    }
}
