namespace Adjoint.Kernels;

/// <summary>
/// What a tile computes: C[m,n] = f(start[m,n] + sum over k of A[m,k] · B[k,n]), k ascending, for as many rows and vectors of columns as the tile has.
/// </summary>
internal ref struct Tile
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

    /// <summary>Where a tile that packs puts its columns of B, side by side.</summary>
    public ref float Packed;

    /// <summary>What the sums begin at: the bias, or what earlier terms came to.</summary>
    public ref readonly float Start;

    /// <summary>From start[m,n] to start[m+1,n]; 0 where every row begins alike.</summary>
    public nuint StartStride;

    /// <summary>C[0,0].</summary>
    public ref float C;

    /// <summary>From C[m,n] to C[m+1,n].</summary>
    public nuint ResultStride;

    /// <summary>The number of terms.</summary>
    public nuint Depth;
}
