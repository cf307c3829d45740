using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Rows of logits get the same bits at every SIMD width, and narrow ones the bits of a loop over one row.</summary>
public class RowWidthTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(65)]
    [InlineData(1000)]
    [InlineData(2500)]
    public void Wide_rows_are_the_same_at_every_width(int width)
    {
        var row = Numbers.Random(width, width, 20);
        var max = row.Max();
        for (var place = 0; place < width; place += Math.Max(1, width / 40))
        {
            var moved = (float[])row.Clone();
            (moved[place], moved[Array.IndexOf(row, max)]) = (max, row[place]);
            Assert.Equal(max, Rows.Max<Simd512, Vector512<float>>(moved));
            Assert.Equal(max, Rows.Max<Simd256, Vector256<float>>(moved));
            Assert.Equal(max, Rows.Max<Simd128, Vector128<float>>(moved));
        }

        var (a, b, c) = (new float[width], new float[width], (float[])row.Clone());
        var sum = Rows.Exponentials<Simd512, Vector512<float>>(row, max, ref a[0], 1);
        Assert.Equal(sum, Rows.Exponentials<Simd256, Vector256<float>>(row, max, ref b[0], 1));
        Assert.Equal(sum, Rows.Exponentials<Simd128, Vector128<float>>(c, max, ref c[0], 1));
        Assert.Equal(sum, Rows.SumOfExponentials(row, max));
        Assert.Equal(sum, RowSum.Of(default(Terms.Value), a));
        Assert.Equal(Numbers.Bits(a), Numbers.Bits(b));
        Assert.Equal(Numbers.Bits(a), Numbers.Bits(c));
        var exact = new float[width];
        Elementwise.Map<Exponential>([.. row.Select(x => x - max)], exact);
        Assert.Equal(Numbers.Bits(exact), Numbers.Bits(a));
    }

    [Fact]
    public void Nan_is_no_maximum()
    {
        float[] row = [.. Enumerable.Repeat(float.NaN, 40)];
        Assert.Equal(float.NegativeInfinity, Rows.Max(row));
        row[20] = -3;
        Assert.Equal(-3, Rows.Max(row));
        Assert.Equal(double.NaN, Rows.SumOfExponentials(row, -3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(15)]
    public void Narrow_rows_are_as_if_alone(int width)
    {
        foreach (var rows in new[] { 1, 15, 16, 17, 40 })
        {
            var x = Numbers.Random(rows * width, rows, 8);
            var (p, l) = (new float[x.Length], new float[x.Length]);
            Softmax.Forward(rows, width, x, p);
            LogSoftmax.Forward(rows, width, x, l);
            for (var r = 0; r < rows; r++)
            {
                var row = x.AsSpan(r * width, width).ToArray();
                var (max, sum) = (row.Max(), 0.0);
                var exponentials = new float[width];
                Elementwise.Map<Exponential>([.. row.Select(v => v - max)], exponentials);
                foreach (var e in exponentials)
                {
                    sum += e;
                }

                var amount = TwoPieces.Sum(max, ScalarLogarithm.Of(sum));
                Assert.Equal(Numbers.Bits([.. exponentials.Select(e => e * (float)(1 / sum))]), Numbers.Bits(p.AsSpan(r * width, width)));
                Assert.Equal(Numbers.Bits([.. row.Select(v => v - amount.High - amount.Low)]), Numbers.Bits(l.AsSpan(r * width, width)));
            }
        }
    }

    [Fact]
    public void Eight_logarithms_are_the_bits_of_one()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var x = Vector512.Create(random.NextDouble(), 1 + random.NextDouble(), random.Next(), Math.Pow(10, random.Next(-300, 300)), 1, 2, double.NaN, random.NextDouble() * 16);
            var y = ScalarLogarithm.Of(x);
            for (var k = 0; k < 8; k++)
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(ScalarLogarithm.Of(x[k])), BitConverter.DoubleToInt64Bits(y[k]));
            }
        }
    }

    [Fact]
    public void Exponentials_agree_however_they_are_scaled()
    {
        float[] x = [.. Numbers.Random(100_000, 3, 52), .. Numbers.Random(100_000, 4, 52).Select(v => v - 55), float.NegativeInfinity, -104, -103, 0f, -0f];
        var (general, small, narrow) = (new float[x.Length], new float[x.Length], new float[x.Length]);
        Elementwise.Map<Exponential>(x, general);
        Elementwise.Map<Small>(x, small);
        Elementwise.Map<Simd128, Vector128<float>, Exponential>(x, narrow);
        Assert.Equal(Numbers.Bits(general), Numbers.Bits(narrow));
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] <= 50)
            {
                Assert.Equal(general[i], small[i]);
            }
        }
    }

    private readonly struct Small : IUnaryOperator
    {
        public static TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            Exponential.OfSmall<TSimd, TVector>(x);
    }
}
