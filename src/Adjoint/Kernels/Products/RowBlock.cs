namespace Adjoint.Kernels;

/// <summary>The rows of A that the panels go by one after the other, and some of the terms of their sums.</summary>
internal ref struct RowBlock
{
    /// <summary>The block of C.</summary>
    public TileRange Range;

    /// <summary>The first term.</summary>
    public nuint First;

    /// <summary>The number of terms.</summary>
    public nuint Terms;

    /// <summary>A at the first row and the first term: in A, or packed.</summary>
    public ref float A;

    /// <summary>From a row to the next.</summary>
    public nuint RowStride;

    /// <summary>From a term to the next.</summary>
    public nuint StepStride;
}
