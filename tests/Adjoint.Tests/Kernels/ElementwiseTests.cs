using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class ElementwiseTests
{
    [Fact]
    public void Tanh_is_the_same_bits_at_every_width_and_length() => VerifyBits<Tanh>();

    [Fact]
    public void Sigmoid_is_the_same_bits_at_every_width_and_length() => VerifyBits<Sigmoid>();

    [Fact]
    public void Gelu_is_the_same_bits_at_every_width_and_length() => VerifyBits<Gelu>();

    [Fact]
    public void Relu_is_the_same_bits_at_every_width_and_length() => VerifyBits<Relu>();

    [Fact]
    public void Exp_is_the_same_bits_at_every_width_and_length() => VerifyBits<Exponential>();

    [Fact]
    public void Selu_is_the_same_bits_at_every_width_and_length() => VerifyBits<Selu>();

    [Fact]
    public void Silu_is_the_same_bits_at_every_width_and_length() => VerifyBits<Silu>();

    [Fact]
    public void GeluTanh_is_the_same_bits_at_every_width_and_length() => VerifyBits<GeluTanh>();

    [Fact]
    public void HardSigmoid_is_the_same_bits_at_every_width_and_length() => VerifyBits<HardSigmoid>();

    [Fact]
    public void Mish_is_the_same_bits_at_every_width_and_length() => VerifyBits<Mish>();

    [Fact]
    public void HardSwish_is_the_same_bits_at_every_width_and_length() => VerifyBits<HardSwish>();

    [Fact]
    public void ExponentialMinusOne_is_the_same_bits_at_every_width_and_length() => VerifyBits<ExponentialMinusOne>();

    [Fact]
    public void LogarithmPlusOne_is_the_same_bits_at_every_width_and_length() => VerifyBits<LogarithmPlusOne>();

    [Fact]
    public void Functions_with_settings_are_the_same_bits_at_every_width_and_length()
    {
        VerifyBits(new LeakyRelu.Function(0.3f), new LeakyRelu.Gradient(0.3f));
        VerifyBits(new Elu.Function(0.7f), new Elu.Gradient(0.7f));
        VerifyBits(new HardTanh.Function(-2, 1), new HardTanh.Gradient(-2, 1));
        VerifyBits(new Softplus.Function(1.5f, 4), new Softplus.Gradient(1.5f, 4));
    }

    [Fact]
    public void Relu_keeps_nan_and_turns_minus_zero_to_zero()
    {
        var y = new float[5];
        Relu.Forward([float.NaN, -1, -0f, 2, float.NegativeInfinity], y);
        Assert.Equal(Numbers.Bits([float.NaN, 0, 0, 2, 0]), Numbers.Bits(y));
        Relu.Backward([1, 0, -1, float.NaN, 5], [7, 7, 7, 7, float.NaN], y);
        Assert.Equal([7, 0, 0, 0, float.NaN], y);
    }

    [Fact]
    public void Gradients_agree_with_central_differences()
    {
        var x = Numbers.Random(101, 1, 4);
        var dy = Numbers.Random(101, 2);
        var (y, dx) = (new float[101], new float[101]);

        Tanh.Forward(x, y);
        Tanh.Backward(y, dy, dx);
        Verify(Math.Tanh);

        Sigmoid.Forward(x, y);
        Sigmoid.Backward(y, dy, dx);
        Verify(v => 1 / (1 + Math.Exp(-v)));

        LeakyRelu.Backward(x, dy, dx, 0.3f);
        Verify(v => v > 0 ? v : 0.3f * v);
        Elu.Backward(x, dy, dx, 0.7f);
        Verify(v => v > 0 ? v : 0.7f * (Math.Exp(v) - 1));
        Selu.Backward(x, dy, dx);
        Verify(v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1)));
        Silu.Backward(x, dy, dx);
        Verify(v => v / (1 + Math.Exp(-v)));
        GeluTanh.Backward(x, dy, dx);
        Verify(v => v * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + (0.044715 * v * v * v)))) / 2);
        HardSigmoid.Backward(x, dy, dx);
        Verify(v => Math.Clamp(v + 3, 0, 6) / 6);
        HardTanh.Backward(x, dy, dx, -1.5f, 2);
        Verify(v => Math.Clamp(v, -1.5, 2));
        Softplus.Backward(x, dy, dx, 1.5f, 20);
        Verify(v => Math.Log(1 + Math.Exp(1.5 * v)) / 1.5);
        Mish.Backward(x, dy, dx);
        Verify(v => v * Math.Tanh(Math.Log(1 + Math.Exp(v))));
        HardSwish.Backward(x, dy, dx);
        Verify(v => v * Math.Clamp(v + 3, 0, 6) / 6);

        Gelu.Backward(x, dy, dx);
        // The derivative by Simpson's rule on the normal density, independent of any error function.
        Verify(v => v * (0.5 + Enumerable.Range(0, 200).Sum(i => Simpson(v * i / 200, v * (i + 1) / 200))));

        void Verify(Func<double, double> f)
        {
            for (var i = 0; i < x.Length; i++)
            {
                var slope = (f(x[i] + 1e-5) - f(x[i] - 1e-5)) / 2e-5;
                Assert.InRange(dx[i] - (dy[i] * slope), -2e-6, 2e-6);
            }
        }

        static double Density(double v) => Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI);
        static double Simpson(double a, double b) => (b - a) / 6 * (Density(a) + (4 * Density((a + b) / 2)) + Density(b));
    }

    [Fact]
    public void Work_in_place_gives_the_same_bits()
    {
        var (x, dy) = (Numbers.Random(37, 1, 3), Numbers.Random(37, 2));
        foreach (var backward in new Action<float[], float[], float[]>[] { (y, d, t) => Tanh.Backward(y, d, t), (y, d, t) => Sigmoid.Backward(y, d, t), (y, d, t) => Gelu.Backward(y, d, t), (y, d, t) => Relu.Backward(y, d, t), (y, d, t) => Selu.Backward(y, d, t), (y, d, t) => Silu.Backward(y, d, t), (y, d, t) => GeluTanh.Backward(y, d, t), (y, d, t) => HardSigmoid.Backward(y, d, t), (y, d, t) => Mish.Backward(y, d, t), (y, d, t) => HardSwish.Backward(y, d, t) })
        {
            var (apart, inPlace) = (new float[37], (float[])dy.Clone());
            backward(x, dy, apart);
            backward(x, inPlace, inPlace);
            Assert.Equal(Numbers.Bits(apart), Numbers.Bits(inPlace));
        }
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Tanh.Forward(new float[3], new float[4])).ParamName);
        Assert.Throws<ArgumentException>(() => Relu.Backward(new float[3], new float[4], new float[3]));
        Assert.Throws<ArgumentException>(() => Relu.Backward(new float[3], new float[3], new float[2]));
    }

    private static float[] Arguments()
    {
        var x = Numbers.Random(70, 5, 6);
        (x[3], x[20], x[40], x[69]) = (float.NaN, float.PositiveInfinity, -0f, float.Epsilon);
        return x;
    }

    private static void VerifyBits<TFunction, TGradient>(TFunction function, TGradient gradient)
        where TFunction : struct, IUnaryFunction
        where TGradient : struct, IBinaryFunction
    {
        var (x, dy) = (Arguments(), Numbers.Random(70, 6));
        var (single, singleGradient) = (new float[70], new float[70]);
        Elementwise.Map<Simd1, float, TFunction>(function, x, single);
        Elementwise.Map<Simd1, float, TGradient>(gradient, x, dy, singleGradient);
        for (var length = 0; length <= x.Length; length++)
        {
            var y = new float[length];
            var (a, b) = (x.AsMemory(0, length), dy.AsMemory(0, length));
            Verify(single, () => Elementwise.Map<Simd128, Vector128<float>, TFunction>(function, a.Span, y));
            Verify(single, () => Elementwise.Map<Simd256, Vector256<float>, TFunction>(function, a.Span, y));
            Verify(single, () => Elementwise.Map<Simd512, Vector512<float>, TFunction>(function, a.Span, y));
            Verify(single, () => Elementwise.Map(function, a.Span, y));
            Verify(singleGradient, () => Elementwise.Map<Simd128, Vector128<float>, TGradient>(gradient, a.Span, b.Span, y));
            Verify(singleGradient, () => Elementwise.Map<Simd256, Vector256<float>, TGradient>(gradient, a.Span, b.Span, y));
            Verify(singleGradient, () => Elementwise.Map<Simd512, Vector512<float>, TGradient>(gradient, a.Span, b.Span, y));
            b.CopyTo(y);
            Verify(singleGradient, () => Elementwise.Map(gradient, a.Span, y, y));

            void Verify(float[] expected, Action run)
            {
                run();
                Assert.Equal(Numbers.Bits(expected.AsSpan(0, length)), Numbers.Bits(y));
            }
        }
    }

    private static void VerifyBits<TOperator>()
        where TOperator : struct, IUnaryOperator
    {
        var x = Arguments();
        var single = new float[70];
        Elementwise.Map<Simd1, float, TOperator>(x, single);
        for (var length = 0; length <= x.Length; length++)
        {
            var expected = Numbers.Bits(single.AsSpan(0, length));
            var y = new float[length];
            Elementwise.Map<Simd128, Vector128<float>, TOperator>(x.AsSpan(0, length), y);
            Assert.Equal(expected, Numbers.Bits(y));
            Elementwise.Map<Simd256, Vector256<float>, TOperator>(x.AsSpan(0, length), y);
            Assert.Equal(expected, Numbers.Bits(y));
            Elementwise.Map<Simd512, Vector512<float>, TOperator>(x.AsSpan(0, length), y);
            Assert.Equal(expected, Numbers.Bits(y));
            x.AsSpan(0, length).CopyTo(y);
            Elementwise.Map<TOperator>(y, y);
            Assert.Equal(expected, Numbers.Bits(y));
        }
    }
}
