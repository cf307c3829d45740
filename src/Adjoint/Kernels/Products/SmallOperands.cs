using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The matrices of a small product, C = f(start + A · B); how they lie says an <see cref="ISmallShape"/>.</summary>
internal ref struct SmallOperands
{
    /// <summary>A[0,0].</summary>
    public ref float A;

    /// <summary>B[0,0].</summary>
    public ref float B;

    /// <summary>What the sums of each column begin at; a null reference for zero.</summary>
    public ref float Start;

    /// <summary>C[0,0].</summary>
    public ref float C;

    /// <summary>What <see cref="IFinish"/> reads beside the sums, laid out as C; C itself where it reads nothing.</summary>
    public ref float Beside;

    /// <summary>Receives the sum of each column of B, k ascending, where <see cref="ISmallShape.SumsTerms"/>.</summary>
    public ref float Sums;

    /// <summary>Rows of A and C.</summary>
    public nuint Rows;

    /// <summary>Terms of each sum.</summary>
    public nuint Depth;

    /// <summary>What the sums of the columns from one on begin at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Begin<TSimd, TVector>(nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Unsafe.IsNullRef(ref Start) ? TSimd.Create(0f) : TSimd.Load(in Start, column);
}
