using Adjoint.Kernels;
using Adjoint.Tests.Kernels;

namespace Adjoint.Tests.Threads;

/// <summary>Kernels that are cut for a team give the bits that they give alone.</summary>
public class TeamKernelTests
{
    [Theory]
    [InlineData(64, 784, 128)] // columns for each of two
    [InlineData(64, 128, 512)]
    [InlineData(100, 300, 70)] // fewer columns than two panels: rows
    [InlineData(1000, 100, 10)] // narrow
    [InlineData(32, 203, 300)] // gradients of the input are turned
    [InlineData(5, 500, 130)] // fewer rows than tiles
    [InlineData(2000, 40, 3)]
    public void Dense(int rows, int inputs, int outputs)
    {
        AnySize.Set(inputs, outputs);
        var (x, w, b, dy) = (Numbers.Random(rows * inputs, 1), Numbers.Random(inputs * outputs, 2), Numbers.Random(outputs, 3), Numbers.Random(rows * outputs, 4));
        Same(rows * outputs, y => Adjoint.Kernels.Dense.Forward<AnySize, Relu>(rows, x, w, b, y));
        Same(rows * outputs, y => Adjoint.Kernels.Dense.Forward<AnySize, Tanh>(rows, x, w, b, y));
        Same(inputs * outputs, dw => Adjoint.Kernels.Dense.BackwardWeight<AnySize>(rows, x, dy, dw));
        Same(rows * inputs, dx => Adjoint.Kernels.Dense.BackwardInput<AnySize>(rows, dy, w, dx));
        Same(rows * inputs, dx => Adjoint.Kernels.Dense.BackwardInput<AnySize, Relu>(rows, dy, w, x, dx));
    }

    [Theory]
    [InlineData(16_384)]
    [InlineData(50_001)]
    public void Maps(int length)
    {
        var (x, dy) = (Numbers.Random(length, 1, scale: 5), Numbers.Random(length, 2));
        Same(length, y => Tanh.Forward(x, y));
        Same(length, dx => Gelu.Backward(x, dy, dx));
        Same(length, y =>
        {
            x.CopyTo(y, 0);
            Tanh.Forward(y, y);
        });
    }

    [Theory]
    [InlineData(16_384)]
    [InlineData(50_001)]
    public void Updates(int length)
    {
        var g = Numbers.Random(length, 1);
        Same(3 * length, kept =>
        {
            Numbers.Random(3 * length, 5).CopyTo(kept, 0);
            Span<float> all = kept;
            all[..(2 * length)].Clear();
            for (var step = 1; step < 4; step++)
            {
                Assert.True(Adam.Update(new(0.01, 0.9, 0.999, 1e-8, 0.1, step), g, all[..length], all.Slice(length, length), all[(2 * length)..]));
            }
        });
        Same(2 * length, kept =>
        {
            Numbers.Random(length, 5).CopyTo(kept, 0);
            Assert.True(Sgd.Update(0.1f, 0.9f, 0.01f, g, kept.AsSpan(length), kept.AsSpan(0, length)));
        });
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_seen_in_every_part()
    {
        const int Length = 40_000;
        foreach (var at in (int[])[0, 13_000, 27_000, Length - 1])
        {
            var g = Numbers.Random(Length, 1);
            g[at] = float.NaN;
            InTeam(4, () => Assert.False(Sgd.Update(0.1f, 0, g, new float[Length])));
        }
    }

    private static void Same(int results, Action<float[]> compute)
    {
        var alone = new float[results];
        compute(alone);
        foreach (var threads in (int[])[2, 3, 7])
        {
            var cut = new float[results];
            InTeam(threads, () => compute(cut));
            Assert.Equal(Numbers.Bits(alone), Numbers.Bits(cut));
        }
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
