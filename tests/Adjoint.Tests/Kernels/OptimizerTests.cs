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
        Adam.Update(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, 1), [5, -0.001f, 0], new float[3], new float[3], p);
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
        }
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
    }

    [Fact]
    public void A_gradient_that_is_nan_is_seen_in_the_parameter()
    {
        float[] p = [1, 1];
        Adam.Update(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, 1), [float.NaN, 1], new float[2], new float[2], p);
        Assert.True(float.IsNaN(p[0]));
        Assert.False(float.IsNaN(p[1]));
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 1, 0.999, 1e-8, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(1e-3, 0.9, -0.1, 1e-8, 0, 1));
        Assert.Throws<ArgumentException>(() => Sgd.Update(0.1f, 0, new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Sgd.Update(0.1f, 0.9f, 0, new float[2], new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => AdamW.Update(new AdamStep(1e-3, 0.9, 0.9, 1e-8, 0, 1), new float[2], new float[2], new float[3], new float[2]));
    }

    private static uint[] RunAdam<TSimd, TVector>(in AdamStep step, int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (g, m, v, p) = (Numbers.Random(length, 1), Numbers.Random(length, 2), Numbers.Random(length, 3), Numbers.Random(length, 4));
        v.AsSpan().Fill(0.1f);
        AdamLoop.Run<TSimd, TVector, Adam.Penalty>(in step, g, m, v, p);
        AdamLoop.Run<TSimd, TVector, AdamW.Decoupled>(in step, g, m, v, p);
        return [.. Numbers.Bits(m), .. Numbers.Bits(v), .. Numbers.Bits(p)];
    }

    private static uint[] RunMomentum<TSimd, TVector>(int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (g, v, p) = (Numbers.Random(length, 1), Numbers.Random(length, 2), Numbers.Random(length, 3));
        Sgd.Update<TSimd, TVector>((0.1f, 0.9f, 0.01f), g, v, p);
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
