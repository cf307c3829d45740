using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the argument.</content>
public static partial class BatchNorm
{
    /// <summary>
    /// dx[r,c] = weight[c] · s[c] · (dy[r,c] - dBias[c] / rows - n[r,c] · dWeight[c] / rows) with s = 1 / √(variance + epsilon) and n the normalised columns.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">Those of the batch, [<see cref="StatisticsPerColumn"/>, width].</param>
    /// <param name="dWeight">What <see cref="BackwardWeight"/> gave, [width].</param>
    /// <param name="dBias">The <see cref="ColumnSum"/> of dy, [width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(
        int rows,
        int width,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<float> dWeight,
        ReadOnlySpan<float> dBias,
        ReadOnlySpan<float> dy,
        Span<float> dx)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        Require.Block(dWeight.Length, 1, width);
        Require.Block(dBias.Length, 1, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        var work = new InputGradient
        {
            X = ref MemoryMarshal.GetReference(x),
            Weight = ref MemoryMarshal.GetReference(weight),
            OfColumns = ref MemoryMarshal.GetReference(statistics),
            DWeight = ref MemoryMarshal.GetReference(dWeight),
            DBias = ref MemoryMarshal.GetReference(dBias),
            Dy = ref MemoryMarshal.GetReference(dy),
            Dx = ref MemoryMarshal.GetReference(dx),
            Count = (nuint)rows,
            Width = (nuint)width,
        };
        Columns.Run(ref work, width);
    }

    /// <summary>dx[r,c] = weight[c] · dy[r,c] / √(variance[c] + epsilon): where the statistics are those of training, the argument has no part in them.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">Those by <see cref="PredictionStatistics"/>, [<see cref="StatisticsPerColumn"/>, width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(int rows, int width, ReadOnlySpan<float> weight, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        var work = new ScaledGradient
        {
            Weight = ref MemoryMarshal.GetReference(weight),
            OfColumns = ref MemoryMarshal.GetReference(statistics),
            Dy = ref MemoryMarshal.GetReference(dy),
            Dx = ref MemoryMarshal.GetReference(dx),
            Count = (nuint)rows,
            Width = (nuint)width,
        };
        Columns.Run(ref work, width);
    }

    internal ref struct ScaledGradient : IColumnWork
    {
        public ref readonly float Weight;
        public ref readonly float OfColumns;
        public ref readonly float Dy;
        public ref float Dx;
        public nuint Count;
        public nuint Width;

        public static bool MayRepeat => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var dy = ref Dy;
            ref var dx = ref Dx;
            var scale = TSimd.Multiply(TSimd.Load(in OfColumns, (2 * Width) + column), TSimd.Load(in Weight, column));
            var at = column;
            for (nuint row = 0; row < Count; row++)
            {
                TSimd.Store(TSimd.Multiply(TSimd.Load(in dy, at), scale), ref dx, at);
                at += Width;
            }
        }
    }

    internal ref struct InputGradient : IColumnWork
    {
        public ref readonly float X;
        public ref readonly float Weight;
        public ref readonly float OfColumns;
        public ref readonly float DWeight;
        public ref readonly float DBias;
        public ref readonly float Dy;
        public ref float Dx;
        public nuint Count;
        public nuint Width;

        public static bool MayRepeat => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var x = ref X;
            ref readonly var dy = ref Dy;
            ref var dx = ref Dx;
            var (mean, rest) = (TSimd.Load(in OfColumns, column), TSimd.Load(in OfColumns, Width + column));
            var inverse = TSimd.Load(in OfColumns, (2 * Width) + column);
            var scale = TSimd.Multiply(inverse, TSimd.Load(in Weight, column));
            var count = TSimd.Create((float)Count);
            var average = TSimd.Divide(TSimd.Load(in DBias, column), count);
            var slope = TSimd.Multiply(TSimd.Divide(TSimd.Load(in DWeight, column), count), TSimd.Subtract(TSimd.Create(0f), inverse));
            var at = column;
            for (nuint row = 0; row < Count; row++)
            {
                var g = TSimd.Subtract(TSimd.Load(in dy, at), average);
                g = TSimd.FusedMultiplyAdd(Off<TSimd, TVector>(TSimd.Load(in x, at), mean, rest), slope, g);
                TSimd.Store(TSimd.Multiply(g, scale), ref dx, at);
                at += Width;
            }
        }
    }
}
