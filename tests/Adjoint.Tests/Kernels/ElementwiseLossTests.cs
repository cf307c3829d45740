using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class ElementwiseLossTests
{
    private delegate LossSum LossFunction(int rows, int outputs, ReadOnlySpan<float> p, ReadOnlySpan<float> t, ReadOnlySpan<float> weights);

    private delegate LossSum GradientFunction(int rows, int outputs, ReadOnlySpan<float> p, ReadOnlySpan<float> t, ReadOnlySpan<float> weights, Span<float> d);

    public static TheoryData<string> Names => [.. Losses.Keys];

    private static Dictionary<string, Case> Losses { get; } = new()
    {
        ["MeanSquaredError"] = new(MeanSquaredError.Loss, MeanSquaredError.LossAndGradient, (p, t) => (p - t) * (p - t)),
        ["MeanAbsoluteError"] = new(MeanAbsoluteError.Loss, MeanAbsoluteError.LossAndGradient, (p, t) => Math.Abs(p - t)),
        ["Huber"] = new((r, o, p, t, w) => Huber.Loss(r, o, p, t, w, 0.7f), (r, o, p, t, w, d) => Huber.LossAndGradient(r, o, p, t, w, d, 0.7f), (p, t) => Parabola(p - t, 0.7f)),
        ["SmoothL1"] = new((r, o, p, t, w) => SmoothL1.Loss(r, o, p, t, w, 0.7f), (r, o, p, t, w, d) => SmoothL1.LossAndGradient(r, o, p, t, w, d, 0.7f), (p, t) => Parabola(p - t, 0.7f) / 0.7f),
        ["LogCosh"] = new(LogCosh.Loss, LogCosh.LossAndGradient, (p, t) => Math.Log(Math.Cosh(p - t))),
        ["Hinge"] = new(Hinge.Loss, Hinge.LossAndGradient, (p, t) => Math.Max(0, 1 - (t * p)), t => t < 0 ? -1 : 1),
        ["Poisson"] = new(Poisson.Loss, Poisson.LossAndGradient, (p, t) => Math.Exp(p) - (t * p), t => MathF.Floor(MathF.Abs(3 * t))),
        ["KullbackLeibler"] = new(KullbackLeibler.Loss, KullbackLeibler.LossAndGradient, (p, t) => t == 0 ? 0 : t * (Math.Log(t) - p), t => MathF.Max(0, t), Sums: true),
        ["BinaryCrossEntropy"] = new((r, o, p, t, w) => BinaryCrossEntropy.Loss(r, o, p, t, w), (r, o, p, t, w, d) => BinaryCrossEntropy.LossAndGradient(r, o, p, t, w, d),
            (x, t) => (t * Math.Log(1 + Math.Exp(-x))) + ((1 - t) * Math.Log(1 + Math.Exp(x))), t => t < -0.5f ? 0 : t > 0.5f ? 1 : (t + 0.5f)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradient_agree_with_double_precision_and_central_differences(string name)
    {
        var loss = Losses[name];
        foreach (var (rows, outputs) in new[] { (1, 1), (16, 3), (7, 10), (3, 700), (600, 1) })
        {
            var (p, t) = (Numbers.Random(rows * outputs, 1, 2), loss.Targets(rows * outputs));
            foreach (var weights in new[] { [], Numbers.Random(rows, 3) })
            {
                double Weight(int i) => weights.Length == 0 ? 1 : weights[i / outputs];
                var parts = loss.Sums ? 1.0 : outputs;
                var (expected, size) = (0.0, 0.0);
                for (var i = 0; i < p.Length; i++)
                {
                    expected += Weight(i) * loss.Exact(p[i], t[i]) / parts;
                    size += Math.Abs(Weight(i)) * (Math.Abs(loss.Exact(p[i], t[i])) + 1) / parts;
                }

                var gradient = new float[p.Length];
                var sum = loss.Sum(rows, outputs, p, t, weights);
                Assert.Equal(expected, sum.Sum, 1e-6 * size);
                Assert.Equal(rows, sum.Weight);
                Assert.Equal(sum, loss.WithGradient(rows, outputs, p, t, weights, gradient));
                for (var i = 0; i < p.Length; i++)
                {
                    var slope = (loss.Exact(p[i] + 1e-5, t[i]) - loss.Exact(p[i] - 1e-5, t[i])) / 2e-5;
                    Assert.Equal(slope * Weight(i) / rows / parts, gradient[i], 2e-6 * (1 + Math.Abs(slope)) / rows / parts);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_place_gives_the_same_bits_and_weights_of_one_change_none(string name)
    {
        var loss = Losses[name];
        var (p, t, apart) = (Numbers.Random(70 * 13, 4, 3), loss.Targets(70 * 13), new float[70 * 13]);
        var ones = new float[70];
        ones.AsSpan().Fill(1);
        var sum = loss.Sum(70, 13, p, t, []);
        Assert.Equal(sum, loss.WithGradient(70, 13, p, t, [], apart));
        Assert.Equal(sum, loss.Sum(70, 13, p, t, ones));
        Assert.Equal(sum, loss.WithGradient(70, 13, p, t, [], p));
        Assert.Equal(Numbers.Bits(apart), Numbers.Bits(p));
        p = Numbers.Random(70 * 13, 4, 3);
        Assert.Equal(sum, loss.WithGradient(70, 13, p, t, ones, p));
        Assert.Equal(Numbers.Bits(apart), Numbers.Bits(p));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Extremes_neither_overflow_nor_give_nan(string name)
    {
        var loss = Losses[name];
        var count = loss.Targets(1000);
        foreach (var p in new[] { 1e4f, -1e4f, 1e-40f, -1e-40f, 0f, -0f })
        {
            foreach (var t in count.Append(loss.Target(0)).Append(loss.Target(1e-40f)).Distinct().Take(40))
            {
                if (name == "Poisson" && p == 1e4f)
                {
                    continue; // e to that power is infinite.
                }

                var d = new float[1];
                var exact = name is "LogCosh" && Math.Abs(p - (double)t) > 700 ? Math.Abs(p - (double)t) - Math.Log(2)
                    : name is "BinaryCrossEntropy" && Math.Abs(p) > 700 ? Math.Abs(p) * (p > 0 ? 1 - (double)t : t)
                    : loss.Exact(p, t);
                Assert.Equal(exact, loss.WithGradient(1, 1, [p], [t], [], d).Mean, (1e-6 * Math.Abs(exact)) + 2e-7);
                Assert.True(float.IsFinite(d[0]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nan_shows_and_nothing_has_no_mean(string name)
    {
        var loss = Losses[name];
        Assert.True(double.IsNaN(loss.WithGradient(2, 2, [1, 0.5f, float.NaN, 0], [1, 1, 1, 1], [], new float[4]).Sum));
        Assert.True(double.IsNaN(loss.Sum(2, 2, [1, 0.5f, 0, 0], [1, 1, float.NaN, 1], [1, 1]).Sum));
        Assert.True(double.IsNaN(loss.WithGradient(0, 3, [], [], [], []).Mean));
        Assert.Equal(new LossSum(0, 0), loss.Sum(0, 3, [], [], []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_that_are_too_short_are_refused(string name)
    {
        var loss = Losses[name];
        Assert.Throws<ArgumentException>(() => loss.Sum(2, 3, new float[5], new float[6], []).Sum);
        Assert.Throws<ArgumentException>(() => loss.Sum(2, 3, new float[6], new float[5], []).Sum);
        Assert.Throws<ArgumentException>(() => loss.Sum(2, 3, new float[6], new float[6], new float[1]).Sum);
        Assert.Throws<ArgumentException>(() => loss.WithGradient(2, 3, new float[6], new float[6], [], new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.Sum(-1, 3, new float[6], new float[6], []).Sum);
    }

    [Fact]
    public void Every_width_and_length_gives_the_same_bits()
    {
        Widths<MeanSquaredError.Element>(default);
        Widths<MeanAbsoluteError.Element>(default);
        Widths(new Huber.Element(0.7f));
        Widths(new SmoothL1.Element(0.7f));
        Widths<LogCosh.Element>(default);
        Widths<Hinge.Element>(default);
        Widths<Poisson.Element>(default);
        Widths<KullbackLeibler.Element>(default);
        Widths<BinaryCrossEntropy.Element>(default);
    }

    [Fact]
    public void The_sum_goes_through_sixteen_lanes_and_one_tree()
    {
        // Written out with plain numbers: the order is part of the contract, whatever the machine's width.
        var (p, t, w) = (Numbers.Random(700, 3, 100), Numbers.Random(700, 4), Numbers.Random(100, 5));
        foreach (var weights in new[] { [], w })
        {
            var lanes = new double[16];
            for (var i = 0; i < p.Length; i++)
            {
                var difference = p[i] - t[i];
                lanes[i % 16] += (double)(difference * difference) * (weights.Length == 0 ? 1 : weights[i / 7]);
            }

            for (var half = 8; half >= 1; half /= 2)
            {
                for (var i = 0; i < half; i++)
                {
                    lanes[i] += lanes[i + half];
                }
            }

            Assert.Equal(lanes[0] / 7, MeanSquaredError.Loss(100, 7, p, t, weights).Sum);
        }
    }

    [Fact]
    public void Small_losses_keep_their_digits()
    {
        // What a formula that cancels would round away.
        Assert.Equal(9.357622968840175e-14, BinaryCrossEntropy.Loss(1, 1, [-30f], [0f], []).Sum, 1e-19);
        Assert.Equal(9.357622968840175e-14, BinaryCrossEntropy.Loss(1, 1, [30f], [1f], []).Sum, 1e-19);
        Assert.Equal(5e-13, LogCosh.Loss(1, 1, [1e-6f], [0f], []).Sum, 1e-18);
    }

    [Fact]
    public void Parts_of_a_batch_add_up()
    {
        var (p, t, w) = (Numbers.Random(60, 1), Numbers.Random(60, 2), Numbers.Random(20, 3));
        var whole = Huber.Loss(20, 3, p, t, w);
        var parts = Huber.Loss(8, 3, p, t, w) + Huber.Loss(12, 3, p.AsSpan(24), t.AsSpan(24), w.AsSpan(8));
        Assert.Equal(whole.Mean, parts.Mean, 1e-12);
        Assert.Equal(20, parts.Weight);
    }

    [Fact]
    public void The_positive_weight_is_that_of_the_output()
    {
        float[] positive = [1, 2, 5];
        var (x, t) = (Numbers.Random(600 * 3, 1, 4), Losses["BinaryCrossEntropy"].Targets(600 * 3));
        var expected = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            expected += ((t[i] * positive[i % 3] * Math.Log(1 + Math.Exp(-x[i]))) + ((1 - t[i]) * Math.Log(1 + Math.Exp(x[i])))) / 3;
        }

        Assert.Equal(expected, BinaryCrossEntropy.Loss(600, 3, x, t, [], positive).Sum, 1e-6 * expected);
        Assert.Throws<ArgumentException>(() => BinaryCrossEntropy.Loss(600, 3, x, t, [], new float[2]).Sum);
        Assert.Equal(BinaryCrossEntropy.Loss(600, 3, x, t, [], [2.5f, 2.5f, 2.5f]), BinaryCrossEntropy.Loss(600, 3, x, t, [], [2.5f]));
    }

    [Fact]
    public void A_target_without_probability_costs_nothing()
    {
        Assert.Equal(0, KullbackLeibler.Loss(1, 3, [-1e4f, -3e38f, 5], [0, 0, -0f], []).Sum);
        Assert.Equal(1e-40 * (Math.Log(1e-40) + 1e4), KullbackLeibler.Loss(1, 1, [-1e4f], [1e-40f], []).Sum, 1e-40);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Huber.Loss(1, 1, [1], [1], [], 0).Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => Huber.LossAndGradient(1, 1, [1], [1], [], new float[1], float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmoothL1.Loss(1, 1, [1], [1], [], -1).Sum);
        Assert.Equal(2, SmoothL1.Loss(1, 2, [1, 3], [1, -1], [], 0).Sum);
    }

    private static void Widths<TLoss>(TLoss loss)
        where TLoss : struct, IElementwiseLoss
    {
        foreach (var length in new[] { 1, 3, 4, 15, 16, 17, 31, 70 })
        {
            var expected = Bits<Simd1, float, TLoss>(loss, length);
            Assert.Equal(expected, Bits<Simd128, Vector128<float>, TLoss>(loss, length));
            Assert.Equal(expected, Bits<Simd256, Vector256<float>, TLoss>(loss, length));
            Assert.Equal(expected, Bits<Simd512, Vector512<float>, TLoss>(loss, length));
        }
    }

    private static uint[] Bits<TSimd, TVector, TLoss>(TLoss loss, int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TLoss : struct, IElementwiseLoss
    {
        var (p, t, c) = (Numbers.Random(length, 1, 3), Numbers.Random(length, 2), Numbers.Random(length, 3));
        var (losses, gradient) = (new float[length], new float[length]);
        ElementwiseLoss.Map<TSimd, TVector, TLoss, ElementwiseLoss.Gradient>(loss, 0.1f, p, t, c, losses, gradient);
        return [.. Numbers.Bits(losses), .. Numbers.Bits(gradient)];
    }

    private static double Parabola(double d, double edge) => Math.Abs(d) < edge ? d * d / 2 : edge * (Math.Abs(d) - (edge / 2));

    private sealed record Case(LossFunction Sum, GradientFunction WithGradient, Func<double, double, double> Exact, Func<float, float>? FromUnit = null, bool Sums = false)
    {
        /// <summary>A target that the loss is made for, from a number in -1 ... 1.</summary>
        public float Target(float unit) => FromUnit?.Invoke(unit) ?? unit;

        public float[] Targets(int count) => [.. Numbers.Random(count, 2).Select(Target)];
    }
}
