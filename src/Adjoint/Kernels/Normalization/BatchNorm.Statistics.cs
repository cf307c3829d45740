using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The statistics of a batch.</content>
public static partial class BatchNorm
{
    /// <summary>The statistics of each column: mean (in two pieces), 1 / √(variance + epsilon), and variance = mean of (x - mean)².</summary>
    /// <param name="rows">Rows; of none, the statistics are NaN.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="epsilon">Added to the variance; PyTorch's default is 1e-5.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="statistics">Receives [<see cref="StatisticsPerColumn"/>, width]; may not overlap x.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(int rows, int width, float epsilon, ReadOnlySpan<float> x, Span<float> statistics)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        var work = new Moments
        {
            X = ref MemoryMarshal.GetReference(x),
            OfColumns = ref MemoryMarshal.GetReference(statistics),
            Count = (nuint)rows,
            Width = (nuint)width,
            Epsilon = epsilon,
        };
        Columns.Run(ref work, width);
    }

    internal ref struct Moments : IColumnWork
    {
        public ref readonly float X;
        public ref float OfColumns;
        public nuint Count;
        public nuint Width;
        public double Epsilon;

        public static bool MayRepeat => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var x = ref X;
            ref var mean = ref Unsafe.Add(ref OfColumns, column);
            var (sum, rest) = (TSimd.Create(0f), TSimd.Create(0f));
            var at = column;
            for (nuint row = 0; row < Count; row++)
            {
                Add<TSimd, TVector>(TSimd.Load(in x, at), ref sum, ref rest);
                at += Width;
            }

            TSimd.Store(sum, ref mean, 0);
            TSimd.Store(rest, ref mean, Width);
            for (nuint lane = 0; lane < TSimd.Width; lane++)
            {
                ref var high = ref Unsafe.Add(ref mean, lane);
                ref var low = ref Unsafe.Add(ref mean, lane + Width);
                var pieces = new TwoPieces(Total(high, low) / Count);
                (high, low) = (pieces.High, pieces.Low);
            }

            var (center, remainder) = (TSimd.Load(in mean, 0), TSimd.Load(in mean, Width));
            (sum, rest) = (TSimd.Create(0f), TSimd.Create(0f));
            at = column;
            for (nuint row = 0; row < Count; row++)
            {
                var difference = Off<TSimd, TVector>(TSimd.Load(in x, at), center, remainder);
                Add<TSimd, TVector>(TSimd.Multiply(difference, difference), ref sum, ref rest);
                at += Width;
            }

            TSimd.Store(sum, ref mean, 2 * Width);
            TSimd.Store(rest, ref mean, 3 * Width);
            for (nuint lane = 0; lane < TSimd.Width; lane++)
            {
                ref var scale = ref Unsafe.Add(ref mean, lane + (2 * Width));
                ref var variance = ref Unsafe.Add(ref mean, lane + (3 * Width));
                var exact = Total(scale, variance) / Count;
                (scale, variance) = ((float)(1 / Math.Sqrt(exact + Epsilon)), (float)exact);
            }
        }

        /// <summary>sum += term, and what rounding took from the sum goes to the rest.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<TSimd, TVector>(TVector term, ref TVector sum, ref TVector rest)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var next = TSimd.Add(sum, term);
            var added = TSimd.Subtract(next, sum);
            var error = TSimd.Add(TSimd.Subtract(sum, TSimd.Subtract(next, added)), TSimd.Subtract(term, added));
            rest = TSimd.Add(rest, error);
            sum = next;
        }

        /// <summary>A sum that overflowed has a rest of NaN.</summary>
        private static double Total(float sum, float rest) => float.IsFinite(sum) ? (double)sum + rest : sum;
    }
}
