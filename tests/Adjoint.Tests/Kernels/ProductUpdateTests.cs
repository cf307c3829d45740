using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>An update from a gradient that is a product gives the bits of the product in memory and an update from that.</summary>
public class ProductUpdateTests
{
    public delegate bool UpdateOf(Gradient g, Span<float> x, Span<float> y, Span<float> z, Span<float> p);

    public static TheoryData<string, UpdateOf> Updates => new()
    {
        { "Sgd", (g, _, _, _, p) => Sgd.Update(0.1f, 0.01f, g, p) },
        { "Sgd with momentum", (g, x, _, _, p) => Sgd.Update(new SgdStep(0.1, 0.9, 0, true, 0.01, 2), g, x, p) },
        { "Adam", (g, x, y, _, p) => Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), g, x, y, p) },
        { "Adam with AMSGrad", (g, x, y, z, p) => Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 3), g, x, y, z, p) },
        { "AdamW", (g, x, y, _, p) => AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), g, x, y, p) },
        { "AdamW with AMSGrad", (g, x, y, z, p) => AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 3), g, x, y, z, p) },
        { "NAdam", (g, x, y, _, p) => NAdam.Update(new NAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 4e-3, 1, 1), g, x, y, p) },
        { "RAdam", (g, x, y, _, p) => RAdam.Update(new RAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 9), g, x, y, p) },
        { "RmsProp", (g, x, _, _, p) => RmsProp.Update(new RmsPropStep(1e-3, 0.9, 1e-8, 0, 0, false), g, x, [], [], p) },
        { "RmsProp with momentum", (g, x, _, z, p) => RmsProp.Update(new RmsPropStep(1e-3, 0.9, 1e-8, 0, 0.9, false), g, x, [], z, p) },
        { "RmsProp, centered", (g, x, y, _, p) => RmsProp.Update(new RmsPropStep(1e-3, 0.9, 1e-8, 0, 0, true), g, x, y, [], p) },
        { "Adagrad", (g, x, _, _, p) => Adagrad.Update(new AdagradStep(1e-3, 0, 1e-10, 0, 1), g, x, p) },
        { "Adadelta", (g, x, y, _, p) => Adadelta.Update(new AdadeltaStep(1, 0.9, 1e-6, 0), g, x, y, p) },
        { "Lion", (g, x, _, _, p) => Lion.Update(new LionStep(1e-4, 0.9, 0.99, 0), g, x, p) },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public void Every_optimizer(string name, UpdateOf update)
    {
        Assert.NotEmpty(name);
        Same(update, rows: 33, inputs: 700, outputs: 130);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 300, 70)] // one sample
    [InlineData(0, 30, 17)] // none: the gradient is zero
    [InlineData(33, 40, 3)] // narrow
    [InlineData(32, 784, 128)] // pieces of whole rows
    [InlineData(5, 37, 5000)] // more columns than a piece has
    [InlineData(2, 1, 9001)]
    [InlineData(700, 100, 70)] // more terms than a panel has
    public void Every_shape(int rows, int inputs, int outputs) => Same((g, x, y, _, p) => Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 5), g, x, y, p), rows, inputs, outputs);

    [Fact]
    public void A_gradient_that_is_not_finite_is_seen_in_every_piece()
    {
        const int inputs = 2000, outputs = 100;
        AnySize.Set(inputs, outputs);
        foreach (var input in (int[])[0, 700, inputs - 1])
        {
            var (x, dy) = (Numbers.Random(inputs, 1), Numbers.Random(outputs, 2));
            var p = new float[inputs * outputs];
            Assert.True(Sgd.Update(0.1f, 0, Dense.WeightGradient<AnySize>(1, x, dy), p));
            x[input] = float.PositiveInfinity;
            foreach (var threads in (int[])[1, 3])
            {
                InTeam(threads, () => Assert.False(Sgd.Update(0.1f, 0, Dense.WeightGradient<AnySize>(1, x, dy), new float[inputs * outputs])));
            }
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        AnySize.Set(4, 3);
        Assert.Throws<ArgumentException>(() => Dense.WeightGradient<AnySize>(2, new float[7], new float[6]));
        Assert.Throws<ArgumentException>(() => Dense.WeightGradient<AnySize>(2, new float[8], new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dense.WeightGradient<AnySize>(-1, new float[8], new float[6]));
        Assert.Equal(12, Dense.WeightGradient<AnySize>(2, new float[8], new float[6]).Length);
        Assert.Throws<ArgumentException>(() => Sgd.Update(0.1f, 0, Dense.WeightGradient<AnySize>(2, new float[8], new float[6]), new float[11]));
    }

    private static void Same(UpdateOf update, int rows, int inputs, int outputs)
    {
        AnySize.Set(inputs, outputs);
        var length = inputs * outputs;
        var (x, dy) = (Numbers.Random(rows * inputs, 1), Numbers.Random(rows * outputs, 2));
        var dw = new float[length];
        Dense.BackwardWeight<AnySize>(rows, x, dy, dw);
        var expected = Kept(length);
        Assert.True(update(dw, expected.AsSpan(0, length), expected.AsSpan(length, length), expected.AsSpan(2 * length, length), expected.AsSpan(3 * length)));
        foreach (var threads in (int[])[1, 2, 3, 7])
        {
            var kept = Kept(length);
            InTeam(threads, () => Assert.True(update(
                Dense.WeightGradient<AnySize>(rows, x, dy), kept.AsSpan(0, length), kept.AsSpan(length, length), kept.AsSpan(2 * length, length), kept.AsSpan(3 * length))));
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(kept));
        }
    }

    /// <summary>Moments, which are not negative, and parameters.</summary>
    private static float[] Kept(int length)
    {
        var kept = Numbers.Random(4 * length, 3);
        for (var i = 0; i < 3 * length; i++)
        {
            kept[i] = Math.Abs(kept[i]);
        }

        return kept;
    }

    private static void InTeam(int threads, Action action)
    {
        var team = new ThreadTeam(threads);
        team.Enter();
        try
        {
            action();
        }
        finally
        {
            team.Leave();
        }
    }
}
