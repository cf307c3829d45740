using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>Activations and their derivatives against float64, from the same float32 arguments.</summary>
public class ActivationTests
{
    private const double HalfUlp = Closeness.HalfUlp;

    // Φ(x) + x φ(x) lies between -0.13 and 1.13; each of its two terms is good to an ulp or so of 1: x² / 2 is rounded before it is an
    // exponent, so φ is off by x² / 2 half ulps of itself, but x³ φ(x) is at most 0.47. PyTorch's float32 is off by 2.4 half ulps.
    private const double GeluDerivativeTolerance = 6 * HalfUlp;

    private static readonly JsonElement File = ReferenceValues.ReadJson("activations.json");
    private static readonly float[] X = File.Floats("x");
    private static readonly float[] WithKinks = [.. X, .. File.Floats("kinks")];
    private static readonly double SmallestNormal = Math.ScaleB(1, -126);

    private delegate void ForwardKernel(ReadOnlySpan<float> x, Span<float> y);

    private delegate void BackwardKernel(ReadOnlySpan<float> kept, ReadOnlySpan<float> dy, Span<float> dx);

    /// <summary>Elements in a call: fewer than any vector holds, an odd number with a tail of every width, and all at once.</summary>
    public static TheoryData<int> Lengths => [1, 3, 29, X.Length];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ReluAgrees(int length)
    {
        // Nothing is rounded.
        var y = Forward(Relu.Forward, length);
        Closeness.Near("relu", Y("relu"), y, _ => 0);
        Closeness.Near("relu's derivative", Derivative("relu"), Backward(Relu.Backward, y, length), _ => 0);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void TanhAgrees(int length)
    {
        var expected = Y("tanh");
        var y = Forward(Tanh.Forward, length);
        Closeness.Near("tanh", expected, y, i => TanhTolerance(expected[i]));
        Assert.Equal(X.Select(float.IsNegative), y.Select(float.IsNegative));
        Closeness.Near("tanh's derivative", Derivative("tanh"), Backward(Tanh.Backward, y, length), i => TanhDerivativeTolerance(expected[i]));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SigmoidAgrees(int length)
    {
        var expected = Y("sigmoid");
        var y = Forward(Sigmoid.Forward, length);
        Closeness.Near("sigmoid", expected, y, i => SigmoidTolerance(expected[i]));
        Closeness.Near("sigmoid's derivative", Derivative("sigmoid"), Backward(Sigmoid.Backward, y, length), i => SigmoidDerivativeTolerance(expected[i]));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void GeluAgrees(int length)
    {
        var expected = Y("gelu");
        Closeness.Near("gelu", expected, Forward(Gelu.Forward, length), i => GeluTolerance(expected[i], X[i]));
        Closeness.Near("gelu's derivative", Derivative("gelu"), Backward(Gelu.Backward, X, length), _ => GeluDerivativeTolerance);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void StraightPiecesAgree(int length)
    {
        // A product and a sum at most: two roundings of a result, and those of settings and of 1/6.
        Verify("leakyRelu", (x, y) => LeakyRelu.Forward(x, y, 0.01f), (x, dy, dx) => LeakyRelu.Backward(x, dy, dx, 0.01f), length, Relative, Relative);
        Verify("leakyRelu 0.3", (x, y) => LeakyRelu.Forward(x, y, 0.3f), (x, dy, dx) => LeakyRelu.Backward(x, dy, dx, 0.3f), length, Relative, Relative);
        Verify("hardTanh", (x, y) => HardTanh.Forward(x, y, -1, 1), (x, dy, dx) => HardTanh.Backward(x, dy, dx, -1, 1), length, (_, _) => 0, (_, _) => 0);
        Verify("hardTanh -0.5 2", (x, y) => HardTanh.Forward(x, y, -0.5f, 2), (x, dy, dx) => HardTanh.Backward(x, dy, dx, -0.5f, 2), length, (_, _) => 0, (_, _) => 0);
        Verify("hardSigmoid", HardSigmoid.Forward, HardSigmoid.Backward, length, Relative, Relative);
        // x/3 + 1/2 crosses zero: what 1/3 is off by is absolute.
        Verify("hardSwish", HardSwish.Forward, HardSwish.Backward, length, Relative, (_, slope) => 2 * HalfUlp + Relative(0, slope));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SmoothFunctionsAgree(int length)
    {
        // 4 ulp, as promised, and what float64 itself loses: PyTorch computes 1 + tanh and exp - 1, whose rounding is absolute. Slopes that cross zero
        // have absolute errors there.
        Verify("elu", (x, y) => Elu.Forward(x, y, 1), (x, dy, dx) => Elu.Backward(x, dy, dx, 1), length, Minus, Relative);
        Verify("elu 0.7", (x, y) => Elu.Forward(x, y, 0.7f), (x, dy, dx) => Elu.Backward(x, dy, dx, 0.7f), length, Minus, Relative);
        Verify("selu", Selu.Forward, Selu.Backward, length, Minus, Relative);
        Verify("softplus", (x, y) => Softplus.Forward(x, y, 1, 20), (x, dy, dx) => Softplus.Backward(x, dy, dx, 1, 20), length, Relative, Relative);
        Verify("softplus 2.5 3", (x, y) => Softplus.Forward(x, y, 2.5f, 3), (x, dy, dx) => Softplus.Backward(x, dy, dx, 2.5f, 3), length, Relative, Relative);
        Verify("silu", Silu.Forward, Silu.Backward, length, Relative, Slope);
        Verify("mish", Mish.Forward, Mish.Backward, length, Relative, Slope);
        Verify("geluTanh", GeluTanh.Forward, GeluTanh.Backward, length, (x, y) => Relative(x, y) + 2e-16 * Math.Clamp(Math.Abs(x), 1, 20), Slope);

        static double Minus(double x, double y) => Relative(x, y) + 2e-16;
        static double Slope(double x, double slope) => Relative(x, slope) + 6 * HalfUlp;
    }

    /// <summary>A tolerance that PyTorch's own float32 does not meet would ask for too much.</summary>
    [Fact]
    public void PyTorchMeetsTheTolerances()
    {
        var (tanh, sigmoid, gelu) = (Y("tanh"), Y("sigmoid"), Y("gelu"));
        CheckPyTorch("tanh", "y32", tanh, i => TanhTolerance(tanh[i]));
        CheckPyTorch("tanh", "dydx32", Derivative("tanh"), i => TanhDerivativeTolerance(tanh[i]));
        CheckPyTorch("sigmoid", "y32", sigmoid, i => SigmoidTolerance(sigmoid[i]));
        CheckPyTorch("sigmoid", "dydx32", Derivative("sigmoid"), i => SigmoidDerivativeTolerance(sigmoid[i]));
        CheckPyTorch("gelu", "y32", gelu, i => GeluTolerance(gelu[i], X[i]));
        CheckPyTorch("gelu", "dydx32", Derivative("gelu"), _ => GeluDerivativeTolerance);
    }

    // What the library promises, near zero too. PyTorch's float32 is off by 0.5 ulp.
    private static double TanhTolerance(double y) => 4 * Closeness.Ulp(y);

    // The derivative is had from y, as 1 - y². It inherits 2|y| times the error of y, and rounds y² and the difference, each by at most
    // half an ulp of 1. So for saturated y the error is absolute, in PyTorch as here.
    private static double TanhDerivativeTolerance(double y) => 2 * Math.Abs(y) * TanhTolerance(y) + 2 * HalfUlp;

    // 4 ulp again; PyTorch's float32 is off by 1.2. A result below the smallest normal number may be flushed to zero: as a probability
    // it is nothing (PyTorch, too, gives 0 instead of the subnormal at -100).
    private static double SigmoidTolerance(double y) => y < SmallestNormal ? SmallestNormal : 4 * Closeness.Ulp(y);

    // y (1 - y) inherits |1 - 2y| times the error of y; the difference rounds by half an ulp of 1, which counts y times, and the product by
    // half an ulp of itself, which is less than y.
    private static double SigmoidDerivativeTolerance(double y) =>
        Math.Abs(1 - 2 * y) * SigmoidTolerance(y) + 2 * y * HalfUlp;

    // x Φ(x) with Φ(x) = (1 + erf(x/√2)) / 2. Where x is below zero erf cancels against 1, and what is left of its rounding is absolute:
    // an ulp of 1 times |x|, until both are exactly 0 in float32, beyond about -5.5. Elsewhere 4 ulp. PyTorch's float32 needs both
    // terms: at -7 it gives 0 for -9e-12, all of the result, and at 2 it is off by 1.9 ulp.
    private static double GeluTolerance(double y, double x) => 4 * Closeness.Ulp(y) + (x < 0 ? 2 * HalfUlp * Math.Min(-x, 10) : 0);

    private static void CheckPyTorch(string name, string property, double[] expected, Func<int, double> tolerance) =>
        Closeness.Near($"PyTorch's {name}, {property}", expected, File.GetProperty(name).Floats(property), tolerance);

    private static double Relative(double x, double y) => 4 * Closeness.Ulp(y);

    private static void Verify(string name, ForwardKernel forward, BackwardKernel backward, int length, Func<double, double, double> y, Func<double, double, double> slope)
    {
        var (expected, derivative) = (Y(name), Derivative(name));
        var actual = Forward(forward, length, WithKinks);
        for (var i = 0; i < expected.Length; i++)
        {
            // Selu scales the largest number beyond itself.
            if (float.IsInfinity((float)expected[i]))
            {
                Assert.Equal((float)expected[i], actual[i]);
                (expected[i], actual[i]) = (0, 0);
            }
        }

        Closeness.Near(name, expected, actual, i => y(WithKinks[i], expected[i]));
        Closeness.Near(name + "'s derivative", derivative, Backward(backward, WithKinks, length), i => slope(WithKinks[i], derivative[i]));
    }

    private static double[] Y(string name) => File.GetProperty(name).Doubles("y64");

    private static double[] Derivative(string name) => File.GetProperty(name).Doubles("dydx64");

    private static float[] Forward(ForwardKernel kernel, int length) => Forward(kernel, length, X);

    private static float[] Forward(ForwardKernel kernel, int length, float[] x)
    {
        var y = new float[x.Length];
        for (var start = 0; start < x.Length; start += length)
        {
            var range = start..Math.Min(start + length, x.Length);
            kernel(x.AsSpan(range), y.AsSpan(range));
        }

        return y;
    }

    /// <summary>The derivative: what comes back for a gradient of ones.</summary>
    private static float[] Backward(BackwardKernel kernel, float[] kept, int length)
    {
        var (dy, dx) = (new float[kept.Length], new float[kept.Length]);
        Array.Fill(dy, 1);
        for (var start = 0; start < kept.Length; start += length)
        {
            var range = start..Math.Min(start + length, kept.Length);
            kernel(kept.AsSpan(range), dy.AsSpan(range), dx.AsSpan(range));
        }

        return dx;
    }
}
