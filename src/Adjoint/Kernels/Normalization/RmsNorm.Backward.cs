using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradients.</content>
public static partial class RmsNorm
{
    /// <summary>dx[r,c] = s · (g[c] - n[c] · mean of (g ∘ n)) with g = dy[r,:] ∘ weight, s the row's statistic and n = s · x[r,:]; means in double precision.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, rows, 1);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        weight = weight[..width];
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * width, width);
            var gradient = dy.Slice(r * width, width);
            var scale = statistics[r];
            var slope = (float)(RowSum.Of(default(Terms.Moment), row, gradient, weight) / width * scale * scale);
            RowMap.Run(new Gradient(scale, slope), dx.Slice(r * width, width), row, gradient, weight);
        }
    }

    /// <summary>dw[c] = sum over r of dy[r,c] · s[r] · x[r,c] with s the statistics, r ascending, overwriting what was there.</summary>
    /// <param name="rows">Rows; of none, the gradient is zero.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dWeight">Receives [width]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeight(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dWeight)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, rows, 1);
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

    private readonly struct Gradient(float scale, float slope) : IRowFunction
    {
        public static int Operands => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(TSimd.FusedMultiplyAdd(a, TSimd.Create(-slope), TSimd.Multiply(b, c)), TSimd.Create(scale));
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
                var normalized = TSimd.Multiply(TSimd.Load(in x, at), TSimd.Create(Unsafe.Add(ref Unsafe.AsRef(in ofRows), row)));
                sum = TSimd.FusedMultiplyAdd(TSimd.Load(in dy, at), normalized, sum);
                at += Width;
            }

            TSimd.Store(sum, ref DWeight, column);
        }
    }
}
