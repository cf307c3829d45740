using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>How close the transcendental functions come to the exact value.</summary>
public class FunctionAccuracyTests
{
    [Fact]
    public void Tanh_is_within_4_ulp_everywhere()
    {
        Assert.InRange(Worst<Tanh>(Math.Tanh, Numbers.Logarithmic(1e-45, 3e38, 100_000)), 0, 4);
        Assert.InRange(Worst<Tanh>(Math.Tanh, Numbers.Logarithmic(1e-8, 1e-1, 100_000)), 0, 4);
        Assert.InRange(Worst<Tanh>(Math.Tanh, Numbers.Random(400_000, 1, 10)), 0, 4);
    }

    [Fact]
    public void Tiny_numbers_are_their_own_tanh()
    {
        float[] x = [1e-8f, -1e-8f, 1e-5f, 1e-30f, float.Epsilon, -float.Epsilon, 0f, -0f];
        Assert.Equal(Numbers.Bits(x), Numbers.Bits(Apply<Tanh>(x)));
    }

    [Fact]
    public void Tanh_and_erf_saturate_at_one_and_keep_nan()
    {
        float[] x = [9.011f, 9.02f, 20, 1e30f, float.PositiveInfinity];
        Assert.All(Apply<Tanh>(x), y => Assert.Equal(1, y));
        Assert.All(Apply<ErrorFunction>(x), y => Assert.Equal(1, y));
        Assert.All(Apply<Tanh>([.. x.Select(v => -v)]), y => Assert.Equal(-1, y));
        Assert.All(Apply<ErrorFunction>([.. x.Select(v => -v)]), y => Assert.Equal(-1, y));
        Assert.True(float.IsNaN(Apply<Tanh>([float.NaN])[0]));
        Assert.True(float.IsNaN(Apply<ErrorFunction>([float.NaN])[0]));
        Assert.All(Apply<Tanh>(Numbers.Random(100_000, 3, 12)), y => Assert.InRange(y, -1, 1));
        Assert.All(Apply<ErrorFunction>(Numbers.Random(100_000, 3, 6)), y => Assert.InRange(y, -1, 1));
    }

    [Fact]
    public void Erf_is_within_4_ulp_everywhere()
    {
        Assert.InRange(Worst<ErrorFunction>(Erf, Numbers.Logarithmic(1e-36, 100, 30_000)), 0, 4);
        Assert.InRange(Worst<ErrorFunction>(Erf, Numbers.Logarithmic(1e-8, 1e-1, 30_000)), 0, 4);
        Assert.InRange(Worst<ErrorFunction>(Erf, Numbers.Random(100_000, 1, 4)), 0, 4);
        Assert.Equal(Numbers.Bits([0f, -0f]), Numbers.Bits(Apply<ErrorFunction>([0f, -0f])));
    }

    [Fact]
    public void Exp_is_within_2_ulp_everywhere()
    {
        Assert.InRange(Worst<Exponential>(Math.Exp, Numbers.Random(400_000, 1, 89)), 0, 2);
        Assert.InRange(Worst<Exponential>(Math.Exp, Numbers.Random(100_000, 2, 104)), 0, 2);
        Assert.InRange(Worst<Exponential>(Math.Exp, Numbers.Logarithmic(1e-40, 1e38, 50_000)), 0, 2);
        Assert.Equal([1, 1, 0, float.PositiveInfinity, float.PositiveInfinity, 0], Apply<Exponential>([0f, -0f, float.NegativeInfinity, float.PositiveInfinity, 88.8f, -104.5f]));
        Assert.True(float.IsNaN(Apply<Exponential>([float.NaN])[0]));
    }

    [Fact]
    public void Sigmoid_is_within_4_ulp_everywhere()
    {
        static double Exact(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
        Assert.InRange(Worst<Sigmoid>(Exact, Numbers.Random(400_000, 1, 104)), 0, 4);
        Assert.InRange(Worst<Sigmoid>(Exact, Numbers.Logarithmic(1e-40, 1e38, 50_000)), 0, 4);
        Assert.Equal([0.5f, 0, 1], Apply<Sigmoid>([0f, float.NegativeInfinity, float.PositiveInfinity]));
        Assert.True(float.IsNaN(Apply<Sigmoid>([float.NaN])[0]));
    }

    [Fact]
    public void Logarithms_are_within_2_ulp_everywhere()
    {
        var x = Numbers.Logarithmic(1e-45, 3e38, 200_000).Select(MathF.Abs).Concat(Numbers.Random(200_000, 1).Select(v => 1 + (v / 2))).ToArray();
        Assert.InRange(Worst<Logarithm>(Math.Log, x), 0, 2);
        Assert.Equal([0, float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity], Apply<Logarithm>([1, 0f, -0f, float.PositiveInfinity]));
        Assert.All(Apply<Logarithm>([-1, float.NegativeInfinity, float.NaN, -1e-40f]), y => Assert.True(float.IsNaN(y)));

        Assert.InRange(Worst<Logarithm.OnePlus>(LogOfOnePlus, Numbers.Logarithmic(1e-45, 0.99, 200_000)), 0, 2);
        Assert.InRange(Worst<Logarithm.OnePlus>(LogOfOnePlus, [.. Numbers.Logarithmic(1e-3, 3e38, 200_000).Select(MathF.Abs)]), 0, 2);
        Assert.InRange(Worst<Logarithm.OnePlus>(LogOfOnePlus, Numbers.Random(200_000, 1, 0.9999999f)), 0, 2);
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity], Apply<Logarithm.OnePlus>([-1, float.PositiveInfinity]));
        Assert.All(Apply<Logarithm.OnePlus>([-1.0000001f, float.NegativeInfinity, float.NaN]), y => Assert.True(float.IsNaN(y)));
        float[] tiny = [0f, -0f, 1e-8f, -1e-8f, 1e-30f, float.Epsilon, -float.Epsilon];
        Assert.Equal(Numbers.Bits(tiny), Numbers.Bits(Apply<Logarithm.OnePlus>(tiny)));
    }

    [Fact]
    public void Gelu_is_the_exact_one()
    {
        foreach (var x in Numbers.Random(20_000, 1, 6))
        {
            Assert.InRange(Apply<Gelu>([x])[0] - (0.5 * x * (1 + Erf(x / Math.Sqrt(2)))), -1e-6, 1e-6);
        }

        Assert.Equal([0, 100, -0f], Apply<Gelu>([0, 100, -100]));
    }

    /// <summary>What 1 + x rounds away, put back in proportion.</summary>
    private static double LogOfOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x - (x * x / 2) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>A Taylor series near zero, a continued fraction for erfc elsewhere.</summary>
    private static double Erf(double x)
    {
        var z = Math.Abs(x);
        if (z > 6)
        {
            return Math.Sign(x);
        }

        if (z < 2.5)
        {
            // 2/√π exp(-z²) · sum of 2ⁿ z²ⁿ⁺¹ / (1·3·5···(2n+1)): all terms positive.
            var (term, sum) = (x, x);
            for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= 2 * z * z / ((2 * n) + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum;
        }

        var fraction = 0.0;
        for (var n = 60; n >= 1; n--)
        {
            fraction = n / 2.0 / (z + fraction);
        }

        return Math.Sign(x) * (1 - (Math.Exp(-z * z) / Math.Sqrt(Math.PI) / (z + fraction)));
    }

    private static double Worst<TOperator>(Func<double, double> exact, float[] x)
        where TOperator : struct, IUnaryOperator
    {
        var y = Apply<TOperator>(x);
        var worst = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            worst = Math.Max(worst, Numbers.Ulps(y[i], exact(x[i])));
        }

        return worst;
    }

    private static float[] Apply<TOperator>(float[] x)
        where TOperator : struct, IUnaryOperator
    {
        var y = new float[x.Length];
        Elementwise.Map<TOperator>(x, y);
        return y;
    }
}
