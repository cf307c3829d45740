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

    /// <summary>C = f(start + A · B), small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Small<TShape, TEpilogue>(int rows, int depth, ref float a, ref float b, ref float start, ref float c)
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        if (TShape.Columns <= ThinProduct.MostColumns)
        {
            ThinProduct.Run<TShape, TEpilogue>((nuint)rows, (nuint)depth, ref a, ref b, ref start, ref c);
        }
        else
        {
            SmallProduct.Run<TShape, TEpilogue>((nuint)rows, (nuint)depth, ref a, ref b, ref start, ref c);
        }
    }

    /// <summary>Whether C[rows, columns] with sums of so many terms has a small kernel, and is not worth cutting for the threads of an iteration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSmall(int weights, int rows, int columns, int depth) =>
        weights <= SmallWeights
        && (columns <= ThinProduct.MostColumns
            ? columns > 0 && rows >= ThinProduct.LeastRows && depth >= ThinProduct.LeastTerms
            : columns >= SmallProduct.LeastColumns && rows >= SmallProduct.LeastRows)
        && !ProductTeam.IsCut((nuint)rows * (nuint)columns * (nuint)depth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void SmallBackwardInput<TSize>(int rows, ref float dy, ref float weight, ref float dx)
        where TSize : struct, IDenseSize
    {
        var (inputs, outputs) = ((nuint)TSize.Inputs, (nuint)TSize.Outputs);
        Span<float> room = stackalloc float[SmallWeights];
        ref var transpose = ref MemoryMarshal.GetReference(room);
        Transpose.Run(inputs, outputs, ref weight, outputs, ref transpose, inputs);
        Small<ByInput<TSize>, Identity>(rows, (int)outputs, ref dy, ref transpose, ref Unsafe.NullRef<float>(), ref dx);
    }

    /// <summary>x · W.</summary>
    private readonly struct Forwards<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }
    }

    /// <summary>dy · Wᵀ.</summary>
    private readonly struct ByInput<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }
    }

    /// <summary>xᵀ · dy.</summary>
    private readonly struct ByWeight<TSize> : ISmallShape
        where TSize : struct, IDenseSize
    {
        public static nuint Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Outputs; }

        public static nuint RowStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

        public static nuint StepStride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (nuint)TSize.Inputs; }
    }
}
