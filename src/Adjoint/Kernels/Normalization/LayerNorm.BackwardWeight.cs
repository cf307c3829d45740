using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the weight.</content>
public static partial class LayerNorm
{
    /// <summary>
    /// dw[c] = sum over r of dy[r,c] · n[r,c] with n the normalised rows, r ascending, overwriting what was there. The bias's gradient is the <see cref="ColumnSum"/> of dy.
    /// </summary>
    /// <param name="rows">Rows; of none, the gradient is zero.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows, <see cref="StatisticsPerRow"/>].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dWeight">Receives [width]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeight(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dWeight)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, rows, StatisticsPerRow);
        Require.Block(dy.Length, rows, width);
        Require.Block(dWeight.Length, 1, width);
        var work = new WeightGradient
        {
            X = ref MemoryMarshal.GetReference(x),
            OfRows = ref MemoryMarshal.GetReference(statistics),
            Dy = ref MemoryMarshal.GetReference(dy),
            DWeight = ref MemoryMarshal.GetReference(dWeight),
            Rows = (nuint)rows,
            Width = (nuint)width,
        };
        Columns.Run(ref work, width);
    }

    internal ref struct WeightGradient : IColumnWork
    {
        public ref readonly float X;
        public ref readonly float OfRows;
        public ref readonly float Dy;
        public ref float DWeight;
        public nuint Rows;
        public nuint Width;

        public static bool MayRepeat => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var x = ref X;
            ref readonly var ofRows = ref OfRows;
            ref readonly var dy = ref Dy;
            var sum = TSimd.Create(0f);
            var at = column;
            for (nuint row = 0; row < Rows; row++)
            {
                ref var statistics = ref Unsafe.Add(ref Unsafe.AsRef(in ofRows), row * StatisticsPerRow);
                var mean = new TwoPieces(statistics, Unsafe.Add(ref statistics, 1));
                var normalized = TSimd.Multiply(mean.Off<TSimd, TVector>(TSimd.Load(in x, at)), TSimd.Create(Unsafe.Add(ref statistics, 2)));
                sum = TSimd.FusedMultiplyAdd(TSimd.Load(in dy, at), normalized, sum);
                at += Width;
            }

            TSimd.Store(sum, ref DWeight, column);
        }
    }
}
