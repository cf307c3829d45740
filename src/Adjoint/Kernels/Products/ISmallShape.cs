namespace Adjoint.Kernels;

/// <summary>How the matrices of a small product lie, as a type: numbers that the just-in-time compiler knows, where it knows the size of the layer.</summary>
internal interface ISmallShape
{
    /// <summary>Columns of B and C, which are row-major.</summary>
    static abstract nuint Columns { get; }

    /// <summary>From A[m,k] to A[m+1,k].</summary>
    static abstract nuint RowStride { get; }

    /// <summary>From A[m,k] to A[m,k+1].</summary>
    static abstract nuint StepStride { get; }

    /// <summary>Whether the sums of B's columns are wanted beside the product.</summary>
    static abstract bool SumsTerms { get; }
}
