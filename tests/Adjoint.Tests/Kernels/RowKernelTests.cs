using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class RowKernelTests
{
    private delegate void Columnwise(int rows, int width, float[] x, float[] dy, float[] perColumn, float[] result);

    [Fact]
    public void A_function_over_a_row_is_the_same_bits_at_every_width_and_in_place()
    {
        for (var length = 16; length < 70; length++)
        {
            var (a, b, c) = (Numbers.Random(length, 1), Numbers.Random(length, 2), Numbers.Random(length, 3));
            float[] expected = [.. Enumerable.Range(0, length).Select(i => MathF.FusedMultiplyAdd(a[i], b[i], c[i]))];
            var y = new float[length];
            RowMap.Run<Simd1, float, Fused>(default, y, a, b, c);
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(y));
            RowMap.Run<Simd128, Vector128<float>, Fused>(default, y, a, b, c);
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(y));
            RowMap.Run<Simd256, Vector256<float>, Fused>(default, y, a, b, c);
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(y));
            foreach (var target in new[] { a, b, c })
            {
                var copy = (float[])target.Clone();
                RowMap.Run<Simd512, Vector512<float>, Fused>(default, target, a, b, c);
                Assert.Equal(Numbers.Bits(expected), Numbers.Bits(target));
                copy.CopyTo(target, 0);
            }

            RowMap.Run(default(Fused), y.AsSpan(0, length - 10), a, b, c);
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(y));
        }
    }

    [Fact]
    public void A_sum_over_a_row_is_that_of_sixteen_lanes()
    {
        for (var length = 0; length < 70; length++)
        {
            var (a, b) = (Numbers.Random(length, 1), Numbers.Random(length, 2));
            var lanes = new double[16];
            var whole = length & -16;
            for (var i = 0; i < whole; i++)
            {
                lanes[i % 16] += (double)a[i] * b[i];
            }

            for (var half = 8; half > 0; half /= 2)
            {
                for (var i = 0; i < half; i++)
                {
                    lanes[i] += lanes[i + half];
                }
            }

            for (var i = whole; i < length; i++)
            {
                lanes[0] += (double)a[i] * b[i];
            }

            Assert.Equal(lanes[0], RowSum.Of(default(Terms.Product), a, b));
        }
    }

    [Fact]
    public void Logarithm_is_that_of_the_library_within_rounding()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var x = 1 + (random.NextDouble() * Math.Pow(10, random.Next(-12, 9)));
            Assert.Equal(Math.Log(x), ScalarLogarithm.Of(x), 1e-15 * Math.Log(x));
        }

        Assert.Equal(0, ScalarLogarithm.Of(1));
        Assert.True(double.IsNaN(ScalarLogarithm.Of(double.NaN)));
    }

    [Fact]
    public void A_column_is_the_same_bits_in_vectors_of_any_width()
    {
        const int Rows = 9, Width = 47;
        var (x, dy) = (Numbers.Random(Rows * Width, 1, 3), Numbers.Random(Rows * Width, 2));
        var rowStatistics = Numbers.Random(Rows * LayerNorm.StatisticsPerRow, 3);
        var perColumn = Numbers.Random(4 * Width, 4);
        var kernels = new Columnwise[]
        {
            (rows, width, a, b, _, result) => BatchNorm.Statistics(rows, width, 1e-5f, a, result),
            (rows, width, a, _, c, result) => BatchNorm.Forward(rows, width, a, c, c.AsSpan(width), c, result),
            (rows, width, a, b, c, result) => BatchNorm.BackwardInput(rows, width, a, c.AsSpan(width), c, c, c.AsSpan(width), b, result),
            (rows, width, a, _, c, result) => BatchNorm.BackwardInput(rows, width, c.AsSpan(width), c, a, result),
            (rows, width, a, _, c, result) => Scaling.Forward(rows, width, a, c, c.AsSpan(width), result),
            (rows, width, a, _, c, result) => Scaling.Backward(rows, width, c, a, result),
            (rows, width, a, b, c, result) => BatchNorm.BackwardWeight(rows, width, a, c, b, result),
            (rows, width, a, b, _, result) => LayerNorm.BackwardWeight(rows, width, a, rowStatistics, b, result),
            (rows, width, a, b, _, result) => RmsNorm.BackwardWeight(rows, width, a, rowStatistics, b, result),
            (rows, width, a, _, _, result) => ColumnSum.Run(rows, width, a, result),
        };
        foreach (var kernel in kernels)
        {
            var whole = new float[Rows * Width];
            kernel(Rows, Width, x, dy, perColumn, whole);
            foreach (var width in new[] { 1, 3, 4, 5, 8, 11, 16, 23, 47 })
            {
                for (var first = 0; first + width <= Width; first += width)
                {
                    var part = new float[Rows * width];
                    kernel(Rows, width, Cut(x, first, width), Cut(dy, first, width), Cut(perColumn, first, width), part);
                    Assert.Equal(Numbers.Bits(Cut(whole, first, width)), Numbers.Bits(part));
                }
            }
        }

        static float[] Cut(float[] matrix, int first, int width) => [.. Enumerable.Range(0, matrix.Length / Width).SelectMany(r => matrix.Skip((r * Width) + first).Take(width))];
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(70, 3)]
    [InlineData(9, 17)]
    [InlineData(2, 1024)]
    [InlineData(2, 2500)]
    public void Work_in_place_gives_the_same_bits(int rows, int width)
    {
        var (x, dy, weight, bias) = (Numbers.Random(rows * width, 1, 4), Numbers.Random(rows * width, 2), Numbers.Random(width, 3), Numbers.Random(width, 4));
        var (p, log) = (new float[x.Length], new float[x.Length]);
        var (rowStatistics, roots, statistics) = (new float[rows * LayerNorm.StatisticsPerRow], new float[rows], new float[BatchNorm.StatisticsPerColumn * width]);
        Softmax.Forward(rows, width, x, p);
        LogSoftmax.Forward(rows, width, x, log);
        LayerNorm.Statistics(rows, width, 1e-5f, x, rowStatistics);
        RmsNorm.Statistics(rows, width, 1e-5f, x, roots);
        BatchNorm.Statistics(rows, width, 1e-5f, x, statistics);
        Verify(x, (a, y) => LogSoftmax.Forward(rows, width, a, y));
        Verify(x, (a, y) => LayerNorm.Forward(rows, width, a, weight, bias, rowStatistics, y));
        Verify(x, (a, y) => RmsNorm.Forward(rows, width, a, weight, roots, y));
        Verify(x, (a, y) => BatchNorm.Forward(rows, width, a, weight, bias, statistics, y));
        Verify(dy, (a, y) => Softmax.Backward(rows, width, p, a, y));
        Verify(p, (a, y) => Softmax.Backward(rows, width, a, dy, y));
        Verify(dy, (a, y) => LogSoftmax.Backward(rows, width, log, a, y));
        Verify(log, (a, y) => LogSoftmax.Backward(rows, width, a, dy, y));
        Verify(dy, (a, y) => LayerNorm.BackwardInput(rows, width, x, weight, rowStatistics, a, y));
        Verify(dy, (a, y) => RmsNorm.BackwardInput(rows, width, x, weight, roots, a, y));
        Verify(dy, (a, y) => BatchNorm.BackwardInput(rows, width, x, weight, statistics, weight, bias, a, y));
        Verify(dy, (a, y) => BatchNorm.BackwardInput(rows, width, weight, statistics, a, y));
        Verify(x, (a, y) => Scaling.Forward(rows, width, a, bias, weight, y));
        Verify(dy, (a, y) => Scaling.Backward(rows, width, weight, a, y));

        static void Verify(float[] argument, Action<float[], float[]> kernel)
        {
            var (apart, same) = (new float[argument.Length], (float[])argument.Clone());
            kernel(argument, apart);
            kernel(same, same);
            Assert.Equal(Numbers.Bits(apart), Numbers.Bits(same));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(70, 3)]
    [InlineData(3, 700)]
    [InlineData(2, 2500)]
    public void Log_softmax_agrees_with_double_precision(int rows, int width)
    {
        var (x, dy) = (Numbers.Random(rows * width, 1, 5), Numbers.Random(rows * width, 2));
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        LogSoftmax.Forward(rows, width, x, y);
        LogSoftmax.Backward(rows, width, y, dy, dx);
        for (var r = 0; r < rows; r++)
        {
            var total = Math.Log(x.Skip(r * width).Take(width).Sum(v => Math.Exp(v)));
            var sum = dy.Skip(r * width).Take(width).Sum(v => (double)v);
            for (var i = r * width; i < (r + 1) * width; i++)
            {
                Assert.Equal(x[i] - total, y[i], 2e-6);
                Assert.Equal(dy[i] - (Math.Exp(x[i] - total) * sum), dx[i], 3e-6);
            }
        }
    }

    [Fact]
    public void Log_softmax_of_extremes()
    {
        var y = new float[15];
        LogSoftmax.Forward(5, 3, [1e4f, -1e4f, 0, 3e38f, -3e38f, 3e38f, float.NegativeInfinity, 0, float.NegativeInfinity, 1, float.NaN, 2, 20, 0, 0], y);
        Assert.Equal([0, -2e4f, -1e4f, 0, float.NegativeInfinity, 0], y[..6].Select(v => v is > -0.7f and < -0.6f ? 0 : v));
        Assert.Equal([float.NegativeInfinity, 0, float.NegativeInfinity, float.NaN, float.NaN, float.NaN], y[6..12]);
        // All that a float of probability 1 would lose.
        Assert.Equal(-4.122307236e-9, y[12], 1e-15);
    }

    [Fact]
    public void Gradients_agree_with_central_differences()
    {
        const int Rows = 4, Width = 5;
        var (x, dy, weight, bias) = (Numbers.Random(Rows * Width, 1, 2), Numbers.Random(Rows * Width, 2), Numbers.Random(Width, 3), Numbers.Random(Width, 4));
        var (y, dx, dWeight, dBias) = (new float[x.Length], new float[x.Length], new float[Width], new float[Width]);

        Softmax.Forward(Rows, Width, x, y);
        Softmax.Backward(Rows, Width, y, dy, dx);
        Verify(dx, x, v => ByRow(v, row => Normal([.. row.Select(Math.Exp)], row.Sum(Math.Exp))));
        LogSoftmax.Forward(Rows, Width, x, y);
        LogSoftmax.Backward(Rows, Width, y, dy, dx);
        Verify(dx, x, v => ByRow(v, row => [.. row.Select(e => e - Math.Log(row.Sum(Math.Exp)))]));

        var rowStatistics = new float[Rows * LayerNorm.StatisticsPerRow];
        LayerNorm.Statistics(Rows, Width, 1e-3f, x, rowStatistics);
        LayerNorm.Forward(Rows, Width, x, weight, bias, rowStatistics, y);
        LayerNorm.BackwardInput(Rows, Width, x, weight, rowStatistics, dy, dx);
        LayerNorm.BackwardWeight(Rows, Width, x, rowStatistics, dy, dWeight);
        Verify(dx, x, v => ByRow(v, row => Affine(Standard(row), i => weight[i])));
        Verify(dWeight, weight, w => ByRow(ToDouble(x), row => Affine(Standard(row), i => w[i])));

        var roots = new float[Rows];
        RmsNorm.Statistics(Rows, Width, 1e-3f, x, roots);
        RmsNorm.Forward(Rows, Width, x, weight, roots, y);
        RmsNorm.BackwardInput(Rows, Width, x, weight, roots, dy, dx);
        RmsNorm.BackwardWeight(Rows, Width, x, roots, dy, dWeight);
        Verify(dx, x, v => ByRow(v, row => Affine(Root(row), i => weight[i])));
        Verify(dWeight, weight, w => ByRow(ToDouble(x), row => Affine(Root(row), i => w[i])));

        var statistics = new float[BatchNorm.StatisticsPerColumn * Width];
        BatchNorm.Statistics(Rows, Width, 1e-3f, x, statistics);
        BatchNorm.BackwardWeight(Rows, Width, x, statistics, dy, dWeight);
        ColumnSum.Run(Rows, Width, dy, dBias);
        BatchNorm.BackwardInput(Rows, Width, x, weight, statistics, dWeight, dBias, dy, dx);
        Verify(dx, x, v => ByColumn(v, c => weight[c]));
        Verify(dWeight, weight, w => ByColumn(ToDouble(x), c => w[c]));

        // The loss is the sum of dy ∘ result.
        void Verify(float[] gradient, float[] at, Func<double[], double[]> function)
        {
            for (var i = 0; i < at.Length; i++)
            {
                var (up, down) = (ToDouble(at), ToDouble(at));
                up[i] += 1e-5;
                down[i] -= 1e-5;
                var slope = (Loss(function(up)) - Loss(function(down))) / 2e-5;
                Assert.Equal(slope, gradient[i], 3e-6);
            }
        }

        double Loss(double[] result) => result.Zip(dy).Sum(pair => pair.First * pair.Second);
        static double[] ToDouble(float[] v) => [.. v.Select(e => (double)e)];
        static double[] Normal(double[] v, double scale) => [.. v.Select(e => e / scale)];
        static double[] Standard(double[] v) => Normal([.. v.Select(e => e - v.Average())], Math.Sqrt(v.Average(e => (e - v.Average()) * (e - v.Average())) + 1e-3f));
        static double[] Root(double[] v) => Normal(v, Math.Sqrt(v.Average(e => e * e) + 1e-3f));
        static double[] Affine(double[] v, Func<int, double> factor) => [.. v.Select((e, i) => e * factor(i))];
        static double[] ByRow(double[] v, Func<double[], double[]> f) => [.. v.Chunk(Width).SelectMany(f)];
        static double[] ByColumn(double[] v, Func<int, double> factor)
        {
            var result = new double[v.Length];
            for (var c = 0; c < Width; c++)
            {
                var column = Standard([.. Enumerable.Range(0, Rows).Select(r => v[(r * Width) + c])]);
                for (var r = 0; r < Rows; r++)
                {
                    result[(r * Width) + c] = column[r] * factor(c);
                }
            }

            return result;
        }
    }

    [Fact]
    public void A_long_column_far_from_zero_keeps_its_variance()
    {
        const int Rows = 50_000, Width = 3;
        var x = Numbers.Random(Rows * Width, 1, 0.02f).Select((v, i) => i % Width == 1 ? v : v + 1e4f).ToArray();
        var statistics = new float[BatchNorm.StatisticsPerColumn * Width];
        BatchNorm.Statistics(Rows, Width, 1e-5f, x, statistics);
        for (var c = 0; c < Width; c++)
        {
            var column = Enumerable.Range(0, Rows).Select(r => (double)x[(r * Width) + c]).ToArray();
            var mean = column.Average();
            var variance = column.Average(v => (v - mean) * (v - mean));
            Assert.Equal(mean, (double)statistics[c] + statistics[Width + c], 1e-9 * Math.Max(1, Math.Abs(mean)) / 100);
            Assert.Equal(variance, statistics[(3 * Width) + c], 3e-7 * variance);
            Assert.Equal(1 / Math.Sqrt(variance + 1e-5f), statistics[(2 * Width) + c], 1e-4);
        }
    }

    [Fact]
    public void Batch_norm_of_one_row_is_its_bias_and_has_no_running_variance()
    {
        var (statistics, y) = (new float[4 * 2], new float[2]);
        BatchNorm.Statistics(1, 2, 1e-5f, [3, -1e6f], statistics);
        BatchNorm.Forward(1, 2, [3, -1e6f], [2, 2], [5, 7], statistics, y);
        Assert.Equal([5, 7], y);
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchNorm.UpdateRunning(1, 2, 0.1f, statistics, new float[2], new float[2]));
    }

    [Fact]
    public void A_constant_row_becomes_the_bias()
    {
        var (statistics, y) = (new float[3], new float[20]);
        float[] x = [.. Enumerable.Repeat(0.1f, 20)];
        LayerNorm.Statistics(1, 20, 1e-5f, x, statistics);
        LayerNorm.Forward(1, 20, x, x, x, statistics, y);
        Assert.All(y, v => Assert.Equal(0.1f, v, 1e-6f));
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(3f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(2147483648f)]
    public void An_index_that_the_table_has_not_is_refused(float index)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Embedding.Forward(2, 2, [0, index], new float[6], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Embedding.Backward(2, 2, 3, -1, [0, index], new float[4], new float[6]));
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        var six = new float[6];
        Assert.Throws<ArgumentException>(() => Softmax.Backward(2, 3, six, six, new float[5]));
        Assert.Throws<ArgumentException>(() => LogSoftmax.Forward(2, 3, new float[5], six));
        Assert.Throws<ArgumentException>(() => LogSoftmax.Backward(2, 3, six, new float[5], six));
        Assert.Throws<ArgumentException>(() => LayerNorm.Forward(2, 3, six, six, six, new float[5], six));
        Assert.Throws<ArgumentException>(() => LayerNorm.Statistics(2, 3, 0, six, new float[5]));
        Assert.Throws<ArgumentException>(() => RmsNorm.Statistics(2, 3, 0, six, new float[1]));
        Assert.Throws<ArgumentException>(() => RmsNorm.BackwardInput(2, 3, six, new float[2], six, six, six));
        Assert.Throws<ArgumentException>(() => BatchNorm.Statistics(2, 3, 0, six, new float[11]));
        Assert.Throws<ArgumentException>(() => ColumnSum.Run(2, 3, new float[5], six));
        Assert.Throws<ArgumentException>(() => Embedding.Forward(2, 3, six, six, new float[5]));
    }

    private readonly struct Fused : IRowFunction
    {
        public static int Operands => 3;

        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.FusedMultiplyAdd(a, b, c);
    }
}
