using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the weight.</content>
public static partial class BatchNorm
{
    /// <summary>
    /// dw[c] = sum over r of dy[r,c] · n[r,c] with n the normalised columns, r ascending, overwriting what was there. The bias's gradient is the <see cref="ColumnSum"/> of dy.
    /// </summary>
    /// <param name="rows">Rows; of none, the gradient is that of no statistics: NaN.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="statistics">Those of the batch, [<see cref="StatisticsPerColumn"/>, width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dWeight">Receives [width]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeight(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dWeight)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dWeight.Length, 1, width);
        var work = new WeightGradient
        {
            X = ref MemoryMarshal.GetReference(x),
            OfColumns = ref MemoryMarshal.GetReference(statistics),
            Dy = ref MemoryMarshal.GetReference(dy),
            DWeight = ref MemoryMarshal.GetReference(dWeight),
            Count = (nuint)rows,
            Width = (nuint)width,
        };
        Columns.Run(ref work, width);
    }

    internal ref struct WeightGradient : IColumnWork
    {
        public ref readonly float X;
        public ref readonly float OfColumns;
        public ref readonly float Dy;
        public ref float DWeight;
        public nuint Count;
        public nuint Width;

        public static bool MayRepeat => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var x = ref X;
            ref readonly var dy = ref Dy;
            var (mean, rest) = (TSimd.Load(in OfColumns, column), TSimd.Load(in OfColumns, Width + column));
            var sum = TSimd.Create(0f);
            var at = column;
            for (nuint row = 0; row < Count; row++)
            {
                sum = TSimd.FusedMultiplyAdd(TSimd.Load(in dy, at), Off<TSimd, TVector>(TSimd.Load(in x, at), mean, rest), sum);
                at += Width;
            }

            TSimd.Store(TSimd.Multiply(sum, TSimd.Load(in OfColumns, (2 * Width) + column)), ref DWeight, column);
        }
    }
}
