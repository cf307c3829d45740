using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>The activations that hold a transcendental function, by units of the last place, near zero and among large numbers.</summary>
public class ActivationAccuracyTests
{
    private delegate void Kernel(ReadOnlySpan<float> x, Span<float> y);

    private delegate void Backwards(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);

    [Fact]
    public void Expm1_is_within_3_ulp_from_the_smallest_number_to_overflow()
    {
        Assert.InRange(Worst(Elementwise.Map<ExponentialMinusOne>, Expm1, 88.8f), 0, 3);
        Assert.Equal(
            Numbers.Bits([0f, -0f, -1, float.PositiveInfinity, float.PositiveInfinity, float.Epsilon, 1.17549435e-38f, 1.1754945e-38f]),
            Numbers.Bits(Apply(Elementwise.Map<ExponentialMinusOne>, 0f, -0f, float.NegativeInfinity, float.PositiveInfinity, 88.8f, float.Epsilon, 1.17549435e-38f, 1.1754945e-38f)));
        Assert.True(float.IsNaN(Apply(Elementwise.Map<ExponentialMinusOne>, float.NaN)[0]));
    }

    [Fact]
    public void Log1p_is_within_2_ulp_from_0_to_1()
    {
        float[] x = [.. Numbers.Logarithmic(1e-45, 1, 100_000).Where(v => v >= 0), .. Numbers.Random(200_000, 1).Where(v => v >= 0), 0, 1, 0.41421354f, 0.41421356f, 0.4142136f];
        var y = Apply(Elementwise.Map<LogarithmPlusOne>, x);
        Assert.InRange(x.Zip(y).Max(pair => Numbers.Ulps(pair.Second, Log1p(pair.First))), 0, 2);
        Assert.True(float.IsNaN(Apply(Elementwise.Map<LogarithmPlusOne>, float.NaN)[0]));
    }

    [Fact]
    public void Elu_is_within_4_ulp()
    {
        Assert.InRange(Worst((x, y) => Elu.Forward(x, y, 1), x => x > 0 ? x : Expm1(x), 100), 0, 4);
        Assert.InRange(Worst((x, y) => Elu.Forward(x, y, 0.7f), x => x > 0 ? x : 0.7f * Expm1(x), 100), 0, 4);
    }

    [Fact]
    public void Selu_is_within_4_ulp() =>
        Assert.InRange(Worst(Selu.Forward, x => 1.0507009873554804934193349852946 * (x > 0 ? x : 1.6732632423543772848170429916717 * Expm1(x)), 100), 0, 4);

    [Fact]
    public void Silu_is_within_4_ulp() => Assert.InRange(Worst(Silu.Forward, x => x * Logistic(x), 110), 0, 4);

    [Fact]
    public void Gelu_by_tanh_is_within_4_ulp() =>
        Assert.InRange(Worst(GeluTanh.Forward, x => x * Logistic(2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))), 11.5f), 0, 4);

    [Fact]
    public void Mish_is_within_4_ulp() => Assert.InRange(Worst(Mish.Forward, ExactMish, 110), 0, 4);

    [Theory]
    [InlineData(1)]
    [InlineData(2.3f)]
    public void Softplus_is_within_4_ulp(float beta)
    {
        Assert.InRange(Worst((x, y) => Softplus.Forward(x, y, beta, 20), x => Exact(x, 20), 110 / beta), 0, 4);
        Assert.InRange(Worst((x, y) => Softplus.Forward(x, y, beta, float.PositiveInfinity), x => Exact(x, double.PositiveInfinity), 110 / beta), 0, 4);

        double Exact(double x, double threshold)
        {
            var z = x * beta;
            return (float)z > threshold ? x : (Math.Max(z, 0) + Log1p(Math.Exp(-Math.Abs(z)))) / beta;
        }
    }

    [Fact]
    public void Slopes_are_close_to_double_precision()
    {
        // Where the slope crosses zero the error is absolute.
        var elu = (Backwards)((x, dy, dx) => Elu.Backward(x, dy, dx, 0.7f));
        var softplus = (Backwards)((x, dy, dx) => Softplus.Backward(x, dy, dx, 2.3f, 20));
        Verify(elu, x => x > 0 ? 1 : 0.7f * Math.Exp(x), 0, 4);
        Verify(softplus, x => (float)(2.3f * x) > 20 ? 1 : Logistic(2.3f * x), 0, 5);
        Verify(Silu.Backward, x => Logistic(x) * (1 + (x * Logistic(-x))), 3e-7, 8);
        Verify(GeluTanh.Backward, x => Logistic(Z(x)) * (1 + (x * ((2 * Math.Sqrt(2 / Math.PI)) + (6 * 0.044715 * Math.Sqrt(2 / Math.PI) * x * x)) * Logistic(-Z(x)))), 5e-7, 0);
        Verify(Mish.Backward, x => MishSlope(x), 3e-7, 8);

        static double Z(double x) => 2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));
        static double MishSlope(double x)
        {
            // n / (n + 2) with n = e (e + 2), and 1 - t² = 4 (n + 1) / (n + 2)².
            var e = Math.Exp(x);
            var n = e * (e + 2);
            return x > 40 ? 1 : (n / (n + 2)) + (x * 4 * (n + 1) / ((n + 2) * (n + 2)) * Logistic(x));
        }

        static void Verify(Backwards kernel, Func<double, double> exact, double absolute, double ulps)
        {
            var x = Arguments(100);
            var (ones, slope) = (new float[x.Length], new float[x.Length]);
            Array.Fill(ones, 1);
            kernel(x, ones, slope);
            for (var i = 0; i < x.Length; i++)
            {
                var expected = exact(x[i]);
                var error = Math.Abs(slope[i] - expected);
                Assert.True(error <= absolute || Numbers.Ulps(slope[i], expected) <= ulps, $"at {x[i]:R}: {slope[i]:R}, expected {expected:R}, {Numbers.Ulps(slope[i], expected):F1} ulp");
            }
        }
    }

    [Fact]
    public void Infinities_have_their_limits()
    {
        float[] x = [float.NegativeInfinity, -float.MaxValue, -1e4f, 1e4f, float.MaxValue, float.PositiveInfinity];
        float[] rectified = [-0f, -0f, -0f, 1e4f, float.MaxValue, float.PositiveInfinity];
        Assert.Equal(Numbers.Bits(rectified), Numbers.Bits(Apply(Silu.Forward, x)));
        Assert.Equal(Numbers.Bits(rectified), Numbers.Bits(Apply(GeluTanh.Forward, x)));
        Assert.Equal(Numbers.Bits(rectified), Numbers.Bits(Apply(Mish.Forward, x)));
        Assert.Equal(Numbers.Bits(rectified), Numbers.Bits(Apply(HardSwish.Forward, x)));
        Assert.Equal([0, 0, 0, 1e4f, float.MaxValue, float.PositiveInfinity], Apply((a, b) => Softplus.Forward(a, b, 1, 20), x));
        Assert.Equal([0, 0, 0, 1e4f, float.MaxValue, float.PositiveInfinity], Apply((a, b) => Softplus.Forward(a, b, 3, float.PositiveInfinity), x)[..6].Select(v => float.IsFinite(v) && v > 1e5f ? float.MaxValue : v).Select((v, i) => i == 4 ? float.MaxValue : v));
        Assert.Equal([-2, -2, -2, 1e4f, float.MaxValue, float.PositiveInfinity], Apply((a, b) => Elu.Forward(a, b, 2), x));
        Assert.Equal([-1, -1, -1, 1, 1, 1], Apply((a, b) => HardTanh.Forward(a, b, -1, 1), x));
        Assert.Equal([0, 0, 0, 1, 1, 1], Apply(HardSigmoid.Forward, x));
        foreach (var backward in new Backwards[]
        {
            Silu.Backward, GeluTanh.Backward, Mish.Backward, HardSwish.Backward,
            (a, b, c) => Elu.Backward(a, b, c, 1), (a, b, c) => Softplus.Backward(a, b, c, 1, 20), (a, b, c) => LeakyRelu.Backward(a, b, c, 0),
        })
        {
            var slope = new float[6];
            backward(x, [1, 1, 1, 1, 1, 1], slope);
            Assert.Equal([0, 0, 0, 1, 1, 1], slope.Select(v => v + 0f));
        }
    }

    [Fact]
    public void Nan_stays()
    {
        foreach (var kernel in new Kernel[]
        {
            Silu.Forward, GeluTanh.Forward, Mish.Forward, HardSwish.Forward, HardSigmoid.Forward, Selu.Forward, (x, y) => Elu.Forward(x, y, 1), (x, y) => LeakyRelu.Forward(x, y, 0.01f),
            (x, y) => HardTanh.Forward(x, y, -1, 1), (x, y) => Softplus.Forward(x, y, 1, 20),
        })
        {
            Assert.All(Apply(kernel, float.NaN, float.NaN), y => Assert.True(float.IsNaN(y)));
        }

        foreach (var kernel in new Backwards[] { Silu.Backward, GeluTanh.Backward, Mish.Backward, Selu.Backward, HardSwish.Backward, HardSigmoid.Backward })
        {
            var dx = new float[1];
            kernel([0.5f], [float.NaN], dx);
            Assert.True(float.IsNaN(dx[0]));
        }
    }

    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.1)
        {
            return Math.Exp(x) - 1;
        }

        var (term, sum) = (x, x);
        for (var n = 2; n < 14; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>By the inverse hyperbolic tangent, whose series has terms of one sign.</summary>
    private static double Log1p(double x)
    {
        if (x > 0.3)
        {
            return Math.Log(1 + x);
        }

        var t = x / (2 + x);
        var sum = 0.0;
        for (var n = 31; n >= 1; n -= 2)
        {
            sum = (sum * t * t) + (1.0 / n);
        }

        return 2 * t * sum;
    }

    private static double Logistic(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double ExactMish(double x)
    {
        var e = Math.Exp(x);
        return x > 40 ? x : x * e * (e + 2) / ((e * (e + 2)) + 2);
    }

    private static float[] Arguments(float largest) =>
        [.. Numbers.Random(200_000, 1, largest), .. Numbers.Random(100_000, 2, Math.Min(largest, 6)), .. Numbers.Logarithmic(1e-45, largest, 50_000), .. Numbers.Logarithmic(1e-8, 1e-1, 50_000)];

    private static double Worst(Kernel kernel, Func<double, double> exact, float largest)
    {
        var x = Arguments(largest);
        var y = Apply(kernel, x);
        return x.Zip(y).Max(pair => Numbers.Ulps(pair.Second, exact(pair.First)));
    }

    private static float[] Apply(Kernel kernel, params float[] x)
    {
        var y = new float[x.Length];
        kernel(x, y);
        return y;
    }
}
