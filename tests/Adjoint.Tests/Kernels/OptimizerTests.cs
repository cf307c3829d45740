using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class OptimizerTests
{
    private const int Count = 1037;
    private const int Steps = 50;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 0.01f)]
    [InlineData(0.9f, 0)]
    [InlineData(0.9f, 0.01f)]
    public void Sgd_follows_the_formula(float momentum, float decay)
    {
        var p = Numbers.Random(Count, 1);
        var velocity = new float[Count];
        var (exact, exactVelocity) = (p.Select(v => (double)v).ToArray(), new double[Count]);
        for (var step = 1; step <= Steps; step++)
        {
            var g = Numbers.Random(Count, 100 + step);
            if (momentum == 0)
            {
                Sgd.Update(0.05f, decay, g, p);
            }
            else
            {
                Sgd.Update(0.05f, momentum, decay, g, velocity, p);
            }

            for (var i = 0; i < Count; i++)
            {
                exactVelocity[i] = (momentum * exactVelocity[i]) + g[i] + (decay * exact[i]);
                exact[i] -= 0.05f * exactVelocity[i];
            }
        }

        AssertClose(exact, p, 5e-6);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.01)]
    [InlineData(true, 0)]
    [InlineData(true, 0.01)]
    public void Adam_follows_the_formula(bool decoupled, double decay)
    {
        const double Rate = 1e-2, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;
        var p = Numbers.Random(Count, 1);
        var (m, v) = (new float[Count], new float[Count]);
        var (exactP, exactM, exactV) = (p.Select(x => (double)x).ToArray(), new double[Count], new double[Count]);
        for (var t = 1; t <= Steps; t++)
        {
            var g = Numbers.Random(Count, 100 + t, 0.1f);
            var step = new AdamStep(Rate, Beta1, Beta2, Epsilon, decay, t);
            if (decoupled)
            {
                AdamW.Update(in step, g, m, v, p);
            }
            else
            {
                Adam.Update(in step, g, m, v, p);
            }

            for (var i = 0; i < Count; i++)
            {
                var gradient = g[i] + (decoupled ? 0 : decay * exactP[i]);
                exactP[i] *= decoupled ? 1 - (Rate * decay) : 1;
                exactM[i] = (Beta1 * exactM[i]) + ((1 - Beta1) * gradient);
                exactV[i] = (Beta2 * exactV[i]) + ((1 - Beta2) * gradient * gradient);
                var denominator = (Math.Sqrt(exactV[i]) / Math.Sqrt(1 - Math.Pow(Beta2, t))) + Epsilon;
                exactP[i] -= Rate / (1 - Math.Pow(Beta1, t)) * exactM[i] / denominator;
            }
        }

        AssertClose(exactP, p, 1e-5);
        AssertClose(exactM, m, 1e-6);
        AssertClose(exactV, v, 1e-6);
    }

    [Fact]
    public void The_first_step_of_adam_is_the_learning_rate()
    {
        float[] p = [1, 1, 1];
        Adam.Update(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, 1), (float[])[5, -0.001f, 0], new float[3], new float[3], p);
        Assert.Equal(0.9, p[0], 1e-6);
        Assert.Equal(1.1, p[1], 2e-6);
        Assert.Equal(1, p[2]);
    }

    [Fact]
    public void Every_width_and_length_gives_the_same_bits()
    {
        var step = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 7);
        foreach (var length in new[] { 1, 3, 4, 15, 16, 17, 31, 70 })
        {
            var expected = RunAdam<Simd1, float>(in step, length);
            Assert.Equal(expected, RunAdam<Simd128, Vector128<float>>(in step, length));
            Assert.Equal(expected, RunAdam<Simd256, Vector256<float>>(in step, length));
            Assert.Equal(expected, RunAdam<Simd512, Vector512<float>>(in step, length));
            var momentum = RunMomentum<Simd1, float>(length);
            Assert.Equal(momentum, RunMomentum<Simd128, Vector128<float>>(length));
            Assert.Equal(momentum, RunMomentum<Simd256, Vector256<float>>(length));
            Assert.Equal(momentum, RunMomentum<Simd512, Vector512<float>>(length));
            Widths(new AdamRule<Adam.Penalty>.AmsGrad(step), length, 3);
            Widths(new Sgd.Rule(new SgdStep(0.1, 0.9, 0, true, 0.01, 1)), length, 1);
            Widths(new NAdam.Rule(new NAdamStep(1e-2, 0.9, 0.999, 1e-8, 0.01, 4e-3, 3, 0.3)), length, 2);
            Widths(new RAdam.Rule(new RAdamStep(1e-2, 0.9, 0.999, 1e-8, 0.01, 2)), length, 2);
            Widths(new RAdam.Rule(new RAdamStep(1e-2, 0.9, 0.999, 1e-8, 0.01, 20)), length, 2);
            Widths(new RmsProp.Rule(new RmsPropStep(1e-2, 0.9, 1e-8, 0.01, 0.9, true)), length, 3);
            Widths(new Adagrad.Rule(new AdagradStep(1e-2, 0.1, 1e-10, 0.01, 3)), length, 1);
            Widths(new Adadelta.Rule(new AdadeltaStep(1, 0.9, 1e-6, 0.01)), length, 2);
            Widths(new Lion.Rule(new LionStep(1e-3, 0.9, 0.99, 0.01)), length, 1);
            Widths(new Lamb.Look(new LambStep(1e-3, 0.9, 0.999, 1e-6, 0.01, 3)), length, 3);
            Widths(new Lamb.Move(new LambStep(1e-3, 0.9, 0.999, 1e-6, 0.01, 3), -0.01f), length, 2);
        }
    }

    [Fact]
    public void Lambs_step_is_as_long_as_the_parameters_say()
    {
        // Longer than a chunk: the ratio is the whole tensor's.
        var (g, p) = (Numbers.Random(Count, 1), Numbers.Random(Count, 2, 3));
        var before = (float[])p.Clone();
        Lamb.Update(new LambStep(0.01, 0.9, 0.999, 1e-6, 0.01, 1), g, new float[Count], new float[Count], p);
        Assert.Equal(0.01 * Norm(before), Norm([.. p.Zip(before, (a, b) => a - b)]), 1e-5);

        // From zero, and to where nothing points: as Adam.
        float[] zero = [0, 0], still = [1, 2];
        Lamb.Update(new LambStep(0.1, 0.9, 0.999, 1e-8, 0, 1), [5, -5], new float[2], new float[2], zero);
        Assert.Equal(-0.1, zero[0], 1e-6);
        Lamb.Update(new LambStep(0.1, 0.9, 0.999, 1e-8, 0, 1), [0, 0], new float[2], new float[2], still);
        Assert.Equal([1, 2], still);

        static double Norm(float[] x) => Math.Sqrt(x.Sum(v => (double)v * v));
    }

    [Fact]
    public void A_variance_that_rounds_below_zero_is_zero()
    {
        var (square, mean, p) = (new float[1], new float[1], new float[1]);
        for (var step = 0; step < 5000; step++)
        {
            RmsProp.Update(new RmsPropStep(1e-3, 0.9, 1e-8, 0, 0, true), (float[])[0.3f], square, mean, [], p);
            Assert.True(float.IsFinite(p[0]));
        }
    }

    [Fact]
    public void A_sign_of_zero_does_not_move_lions_parameter()
    {
        float[] p = [1, 1, 1, 1];
        Lion.Update(new LionStep(0.25, 0.9, 0.99, 0), (float[])[3, -1e-20f, 0, float.NaN], new float[4], p);
        Assert.Equal([0.75f, 1.25f, 1, float.NaN], p);
    }

    [Fact]
    public void Moments_end_at_zero_and_not_among_the_subnormal()
    {
        var (g, m, v, p) = (new float[20], Filled(1e-3f), Filled(1e-6f), Filled(1));
        for (var t = 1; t <= 1000; t++)
        {
            Adam.Update(new AdamStep(1e-3, 0.9, 0.9, 1e-8, 0, t), g, m, v, p);
            Assert.All(m.Concat(v), moment => Assert.True(moment == 0 || moment >= 1e-30f));
        }

        Assert.All(m.Concat(v), moment => Assert.Equal(0, moment));
        Sgd.Update(0.1f, 0.5f, 0, g, m = Filled(-1.5e-30f), p);
        Assert.All(m, velocity => Assert.Equal(0, velocity));
        var (x, y, z) = (Filled(1.5e-30f), Filled(1.5e-30f), Filled(1.5e-30f));
        NAdam.Update(new NAdamStep(1e-3, 0.5, 0.5, 1e-8, 0, 4e-3, 1, 1), g, x, y, p);
        Assert.All(x.Concat(y), moment => Assert.Equal(0, moment));
        (x, y) = (Filled(1.5e-30f), Filled(1.5e-30f));
        RAdam.Update(new RAdamStep(1e-3, 0.5, 0.5, 1e-8, 0, 9), g, x, y, p);
        Assert.All(x.Concat(y), moment => Assert.Equal(0, moment));
        (x, y) = (Filled(1.5e-30f), Filled(1.5e-30f));
        RmsProp.Update(new RmsPropStep(1e-3, 0.5, 1e-8, 0, 0.5, true), g, x, y, z, p);
        Assert.All(x.Concat(y).Concat(z), moment => Assert.Equal(0, moment));
        (x, y) = (Filled(1.5e-30f), Filled(1.5e-30f));
        Adadelta.Update(new AdadeltaStep(1, 0.5, 1e-6, 0), g, x, y, p);
        Assert.All(x.Concat(y), moment => Assert.Equal(0, moment));
        (x, y, z) = (Filled(1.5e-30f), Filled(1.5e-30f), Filled(1.5e-30f));
        Lion.Update(new LionStep(1e-4, 0.9, 0.5, 0), g, x, p);
        Lamb.Update(new LambStep(1e-3, 0.5, 0.5, 1e-6, 0, 1), g, y, z, p);
        Assert.All(x.Concat(y).Concat(z), moment => Assert.Equal(0, moment));
    }

    [Fact]
    public void A_gradient_that_is_nan_is_seen_in_the_parameter()
    {
        float[] p = [1, 1];
        Adam.Update(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, 1), (float[])[float.NaN, 1], new float[2], new float[2], p);
        Assert.True(float.IsNaN(p[0]));
        Assert.False(float.IsNaN(p[1]));
    }

    public delegate bool UpdateOf(float[] g, float[] x, float[] y, float[] p);

    public static TheoryData<string, UpdateOf> Updates => new()
    {
        { "Sgd", (g, _, _, p) => Sgd.Update(0.1f, 0.01f, g, p) },
        { "Sgd with momentum", (g, x, _, p) => Sgd.Update(0.1f, 0.9f, 0.01f, g, x, p) },
        { "Adam", (g, x, y, p) => Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), g, x, y, p) },
        { "AdamW", (g, x, y, p) => AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), g, x, y, p) },
        { "NAdam", (g, x, y, p) => NAdam.Update(new NAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 4e-3, 1, 1), g, x, y, p) },
        { "RAdam", (g, x, y, p) => RAdam.Update(new RAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 1), g, x, y, p) },
        { "RmsProp", (g, x, _, p) => RmsProp.Update(new RmsPropStep(1e-3, 0.9, 1e-8, 0, 0, false), g, x, [], [], p) },
        { "Adagrad", (g, x, _, p) => Adagrad.Update(new AdagradStep(1e-3, 0, 1e-10, 0, 1), g, x, p) },
        { "Adadelta", (g, x, y, p) => Adadelta.Update(new AdadeltaStep(1, 0.9, 1e-6, 0), g, x, y, p) },
        { "Lion", (g, x, _, p) => Lion.Update(new LionStep(1e-4, 0.9, 0.99, 0), g, x, p) },
        { "Lamb", (g, x, y, p) => Lamb.Update(new LambStep(1e-3, 0.9, 0.999, 1e-6, 0.01, 1), g, x, y, p) },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public void Every_optimizer_says_whether_the_gradient_was_finite(string name, UpdateOf update)
    {
        const int length = 37;
        float[] Gradient() => [.. Enumerable.Range(0, length).Select(i => i % 5 - 2f)];

        Assert.True(update(Gradient(), new float[length], new float[length], new float[length]), name);
        for (var place = 0; place < length; place++)
        {
            foreach (var value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
            {
                var gradient = Gradient();
                gradient[place] = value;
                Assert.False(update(gradient, new float[length], new float[length], new float[length]), $"{name} {place} {value}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void The_largest_gradient_is_finite(string name, UpdateOf update) =>
        Assert.True(update([float.MaxValue, -float.MaxValue, float.Epsilon], new float[3], new float[3], new float[3]), name);

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 1, 0.999, 1e-8, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 0.9, -0.1, 1e-8, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdStep(0.1, 0.9, 0, false, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 4e-3, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RAdamStep(1e-3, 0.9, 1, 1e-8, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsPropStep(1e-3, 1, 1e-8, 0, 0, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdagradStep(1e-3, 0, 1e-8, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdadeltaStep(1, -0.1, 1e-8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LionStep(1, 0.9, double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LambStep(1, 0.9, 0.9, 1e-6, 0, 0));
        Assert.Throws<ArgumentException>(() => RmsProp.Update(new RmsPropStep(1, 0.9, 1e-8, 0, 0, true), new float[2], new float[2], [], [], new float[2]));
        Assert.Throws<ArgumentException>(() => RmsProp.Update(new RmsPropStep(1, 0.9, 1e-8, 0, 0.9, false), new float[2], new float[2], [], [], new float[2]));
        Assert.Throws<ArgumentException>(() => RmsProp.Update(new RmsPropStep(1, 0.9, 1e-8, 0, 0, false), new float[2], new float[2], new float[2], [], new float[2]));
        Assert.Throws<ArgumentException>(() => Lamb.Update(new LambStep(1, 0.9, 0.9, 1e-6, 0, 1), new float[2], new float[3], new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => Adam.Update(new AdamStep(1e-3, 0.9, 0.9, 1e-8, 0, 1), new float[2], new float[2], new float[2], new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => Sgd.Update(0.1f, 0, new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Sgd.Update(0.1f, 0.9f, 0, new float[2], new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => AdamW.Update(new AdamStep(1e-3, 0.9, 0.9, 1e-8, 0, 1), new float[2], new float[2], new float[3], new float[2]));
    }

    private static void Widths<TRule>(TRule rule, int length, int kept)
        where TRule : struct, IUpdateRule
    {
        var expected = RunRule<Simd1, float, TRule>(rule, length, kept);
        Assert.Equal(expected, RunRule<Simd128, Vector128<float>, TRule>(rule, length, kept));
        Assert.Equal(expected, RunRule<Simd256, Vector256<float>, TRule>(rule, length, kept));
        Assert.Equal(expected, RunRule<Simd512, Vector512<float>, TRule>(rule, length, kept));
    }

    private static uint[] RunRule<TSimd, TVector, TRule>(TRule rule, int length, int kept)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRule : struct, IUpdateRule
    {
        var numbers = Enumerable.Range(0, 5).Select(seed => Numbers.Random(length, seed)).ToArray();
        foreach (var moments in numbers.Skip(1).Take(3))
        {
            for (var i = 0; i < length; i++)
            {
                moments[i] = MathF.Abs(moments[i]);
            }
        }

        UpdateLoop.Run<TSimd, TVector, TRule>(rule, numbers[0], numbers[1], kept > 1 ? numbers[2] : [], kept > 2 ? numbers[3] : [], numbers[4]);
        return [.. numbers.SelectMany(n => Numbers.Bits(n))];
    }

    private static uint[] RunAdam<TSimd, TVector>(in AdamStep step, int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (g, m, v, p) = (Numbers.Random(length, 1), Numbers.Random(length, 2), Numbers.Random(length, 3), Numbers.Random(length, 4));
        v.AsSpan().Fill(0.1f);
        UpdateLoop.Run<TSimd, TVector, AdamRule<Adam.Penalty>>(new(step), g, m, v, [], p);
        UpdateLoop.Run<TSimd, TVector, AdamRule<AdamW.Decoupled>>(new(step), g, m, v, [], p);
        return [.. Numbers.Bits(m), .. Numbers.Bits(v), .. Numbers.Bits(p)];
    }

    private static uint[] RunMomentum<TSimd, TVector>(int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (g, v, p) = (Numbers.Random(length, 1), Numbers.Random(length, 2), Numbers.Random(length, 3));
        UpdateLoop.Run<TSimd, TVector, Sgd.Rule>(new(new SgdStep(0.1, 0.9, 0, false, 0.01, 2)), g, v, [], [], p);
        return [.. Numbers.Bits(v), .. Numbers.Bits(p)];
    }

    private static float[] Filled(float value)
    {
        var numbers = new float[20];
        numbers.AsSpan().Fill(value);
        return numbers;
    }

    private static void AssertClose(double[] exact, float[] actual, double tolerance)
    {
        for (var i = 0; i < exact.Length; i++)
        {
            Assert.Equal(exact[i], actual[i], tolerance);
        }
    }
}
