namespace Adjoint.Kernels;

/// <summary>Some vectors of columns of B that the tiles of a block of rows go down.</summary>
internal ref struct Panel
{
    /// <summary>The first column.</summary>
    public nuint Column;

    /// <summary>The number of columns that there are.</summary>
    public nuint Columns;

    /// <summary>The number of vectors that hold them.</summary>
    public nuint Vectors;

    /// <summary>The number of columns that the vectors have room for: what is beyond <see cref="Columns"/> is computed and thrown away.</summary>
    public nuint Width;

    /// <summary>B at the first term and column: in B, or packed.</summary>
    public ref float B;

    /// <summary>From a term to the next.</summary>
    public nuint TermStride;

    /// <summary>Whether they are in a cache beyond the first, so that tiles fetch them ahead.</summary>
    public bool IsFar;

    /// <summary>Where the first tile packs them; a null reference if it does not.</summary>
    public ref float Packed;

    /// <summary>What the sums begin at, with room for all vectors.</summary>
    public ref float Start;

    /// <summary>Room for the results of a tile that has more columns than C.</summary>
    public ref float Overhang;
}
