namespace Adjoint.Kernels;

/// <summary>
/// C[m,n] = f(start[n] + sum over k of A[m,k] · B[k,n]), k ascending. A and B are read through two strides each, so that one kernel serves a matrix and its
/// transpose; C is row-major.
/// </summary>
internal ref struct Product
{
    /// <summary>A[0,0].</summary>
    public ref readonly float A;

    /// <summary>From A[m,k] to A[m+1,k].</summary>
    public nuint RowStride;

    /// <summary>From A[m,k] to A[m,k+1].</summary>
    public nuint StepStride;

    /// <summary>B[0,0].</summary>
    public ref readonly float B;

    /// <summary>From B[k,n] to B[k+1,n].</summary>
    public nuint TermStride;

    /// <summary>From B[k,n] to B[k,n+1].</summary>
    public nuint ColumnStride;

    /// <summary>What the sums of each column begin at; a null reference for zero.</summary>
    public ref readonly float Start;

    /// <summary>C[0,0].</summary>
    public ref float C;

    /// <summary>Rows of A and C.</summary>
    public nuint Rows;

    /// <summary>Columns of B and C, and the row stride of C.</summary>
    public nuint Columns;

    /// <summary>Columns of A, rows of B: the number of terms in each sum.</summary>
    public nuint Depth;

    /// <summary>All of C.</summary>
    public readonly TileRange Whole => new(0, Rows, 0, Columns);
}
