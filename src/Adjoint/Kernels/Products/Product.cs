namespace Adjoint.Kernels;

/// <summary>
/// C[m,n] = f(start[n] + sum over k of A[m,k] · B[k,n]), k ascending. A is read through two strides, so that one kernel serves a matrix and its transpose; B and C
/// are row-major and equally wide.
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

    /// <summary>What the sums of each column begin at; a null reference for zero.</summary>
    public ref readonly float Start;

    /// <summary>C[0,0].</summary>
    public ref float C;

    /// <summary>Rows of A and C.</summary>
    public nuint Rows;

    /// <summary>Columns of B and C, and their row stride.</summary>
    public nuint Columns;

    /// <summary>Columns of A, rows of B: the number of terms in each sum.</summary>
    public nuint Depth;

    /// <summary>All of C.</summary>
    public readonly TileRange Whole => new(0, Rows, 0, Columns);
}
