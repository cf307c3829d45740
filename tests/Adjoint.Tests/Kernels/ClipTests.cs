using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Bounds of gradients: of any length, across the chunks, and at the edges.</summary>
public class ClipTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(4096)]
    [InlineData(10_001)]
    public void A_norm_above_the_bound_becomes_the_bound(int length)
    {
        var before = Numbers.Random(length, 1, 4);
        var after = before.ToArray();
        var norm = Math.Sqrt(before.Sum(g => (double)g * g));

        Clip.ByNorm((float)norm / 3, after);

        Assert.Equal(norm / 3, Math.Sqrt(after.Sum(g => (double)g * g)), norm * 1e-6);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First / 3.0, pair.Second, Math.Abs(pair.First) * 1e-6));
    }

    [Fact]
    public void A_norm_within_the_bound_stays_to_the_bit()
    {
        float[] gradients = [3, 4];
        Clip.ByNorm(5.1f, gradients);
        Assert.Equal([3, 4], gradients);
        // PyTorch adds 1e-6 to the norm: at the bound itself a little goes.
        Clip.ByNorm(5, gradients);
        Assert.Equal([3 * (float)(5 / (5 + 1e-6)), 4 * (float)(5 / (5 + 1e-6))], gradients);
    }

    [Fact]
    public void Gradients_whose_norm_is_not_finite_stay()
    {
        float[] gradients = [1, float.PositiveInfinity];
        Clip.ByNorm(1, gradients);
        Assert.Equal([1, float.PositiveInfinity], gradients);
        gradients = [1, float.NaN];
        Clip.ByNorm(1, gradients);
        Assert.Equal([1, float.NaN], gradients);
        gradients = [0, 0];
        Clip.ByNorm(1, gradients);
        Assert.Equal([0, 0], gradients);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9_000)]
    public void Each_value_is_cut_off(int length)
    {
        var gradients = Numbers.Random(length, 2, 4);
        var expected = gradients.Select(g => Math.Clamp(g, -0.75f, 0.75f)).ToArray();

        Clip.ByValue(0.75f, gradients);

        Assert.Equal(expected, gradients);
    }

    [Fact]
    public void NaN_is_not_hidden()
    {
        float[] gradients = [float.NaN, 2, float.NegativeInfinity];
        Clip.ByValue(1, gradients);
        Assert.Equal([float.NaN, 1, -1], gradients);
    }
}
