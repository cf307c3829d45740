using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>
/// Layers so small that finding a tile takes longer than computing it: their products know the size of the layer as a constant and pack nothing. The sums are the same, to the bit.
/// </content>
public static partial class Dense
{
    /// <summary>The most weights of a small layer: a block of so many stays in the first-level cache.</summary>
    private const int SmallWeights = 1024;

    /// <summary>Whether C[rows, columns] with sums of so many terms has a small kernel, and is not worth cutting for the threads of an iteration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSmall(int weights, int rows, int columns, int depth) =>
        weights <= SmallWeights
        && (columns <= ThinProduct.MostColumns
            ? columns > 0 && rows >= ThinProduct.LeastRows && depth >= ThinProduct.LeastTerms
            : columns >= SmallProduct.LeastColumns && rows >= SmallProduct.LeastRows)
        && !ProductTeam.IsCut((nuint)rows * (nuint)columns * (nuint)depth);

    /// <summary>dx = f(dy · Wᵀ), small; what f needs beside the sums is y, or dx where it needs nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void SmallBackwardInput<TSize, TFinish>(int rows, ref float dy, ref float weight, ref float y, ref float dx)
        where TSize : struct, IDenseSize
        where TFinish : struct, IFinish
    {
        var (inputs, outputs) = ((nuint)TSize.Inputs, (nuint)TSize.Outputs);
        Span<float> room = stackalloc float[SmallWeights];
        ref var transpose = ref MemoryMarshal.GetReference(room);
        Transpose.Run(inputs, outputs, ref weight, outputs, ref transpose, inputs);
        var product = new SmallOperands { A = ref dy, B = ref transpose, C = ref dx, Beside = ref y, Rows = (nuint)rows, Depth = outputs };
        if (inputs <= ThinProduct.MostColumns)
        {
            ThinProduct.Run<ByInput<TSize>, Identity>(in product);
        }
        else
        {
            SmallProduct.Run<ByInput<TSize>, TFinish>(in product);
        }
    }

    /// <summary>dW = xᵀ · dy, and where the shape says so the sums of dy's columns, small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SmallBackwardWeight<TShape>(int rows, int inputs, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dWeight, Span<float> dBias)
        where TShape : struct, ISmallShape
    {
        var product = new SmallOperands
        {
            A = ref MemoryMarshal.GetReference(x),
            B = ref MemoryMarshal.GetReference(dy),
            C = ref MemoryMarshal.GetReference(dWeight),
            Beside = ref MemoryMarshal.GetReference(dWeight),
            Sums = ref MemoryMarshal.GetReference(dBias),
            Rows = (nuint)inputs,
            Depth = (nuint)rows,
        };
        if (TShape.Columns <= ThinProduct.MostColumns)
        {
            ThinGradient.Run<TShape>(in product);
        }
        else
        {
            SmallProduct.Run<TShape, Applied<Identity>>(in product);
        }
    }

    /// <summary>x · W.</summary>
    private readonly struct Forwards<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

        public static bool SumsTerms { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
    }

    /// <summary>dy · Wᵀ.</summary>
    private readonly struct ByInput<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

        public static bool SumsTerms { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
    }

    /// <summary>xᵀ · dy.</summary>
    private readonly struct ByWeight<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }

        public static bool SumsTerms { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
    }

    /// <summary>xᵀ · dy, and the sums of dy's columns.</summary>
    private readonly struct ByWeightAndBias<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => ByWeight<TSize>.Columns; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => ByWeight<TSize>.RowStride; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => ByWeight<TSize>.StepStride; }

        public static bool SumsTerms { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }
    }
}
