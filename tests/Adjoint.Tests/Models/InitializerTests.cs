namespace Adjoint.Tests.Models;

public class InitializerTests
{
    private const int Inputs = 200, Outputs = 50;

    private static float[] Draw(Initialization way, double scale = double.NaN, int seed = 1, int parameter = 0)
    {
        var values = new float[Inputs * Outputs];
        Initializer.Of(way, Inputs, Outputs, scale).Fill(values, [Inputs, Outputs], seed, parameter);
        return values;
    }

    private static double Deviation(float[] values)
    {
        var mean = values.Average(value => (double)value);
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    [Theory]
    [InlineData(Initialization.Zeros, double.NaN, 0)]
    [InlineData(Initialization.Ones, double.NaN, 1)]
    [InlineData(Initialization.Constant, 0.25, 0.25)]
    public void A_constant_is_everywhere(Initialization way, double scale, double expected)
        => Assert.All(Draw(way, scale), value => Assert.Equal((float)expected, value));

    [Theory]
    [InlineData(Initialization.Uniform, 0.5, 0.5)]
    [InlineData(Initialization.XavierUniform, double.NaN, 0.15491933384829668)] // √(6 / 250)
    [InlineData(Initialization.XavierUniform, 2, 0.30983866769659335)]
    [InlineData(Initialization.KaimingUniform, double.NaN, 0.17320508075688773)] // √2 · √(3 / 200)
    [InlineData(Initialization.LeCunUniform, double.NaN, 0.12247448713915891)] // √(3 / 200)
    public void A_uniform_draw_fills_its_bounds(Initialization way, double scale, double bound)
    {
        var values = Draw(way, scale);
        Assert.InRange(values.Max(), 0.998 * bound, bound);
        Assert.InRange(values.Min(), -bound * 1.0000001, -0.998 * bound);
        Assert.InRange(values.Average(), -0.03 * bound, 0.03 * bound);
        Assert.InRange(Deviation(values), 0.98 * bound / Math.Sqrt(3), 1.02 * bound / Math.Sqrt(3));
    }

    [Theory]
    [InlineData(Initialization.Normal, 0.02, 0.02)]
    [InlineData(Initialization.XavierNormal, double.NaN, 0.08944271909999159)] // √(2 / 250)
    [InlineData(Initialization.KaimingNormal, double.NaN, 0.1)] // √2 / √200
    [InlineData(Initialization.KaimingNormal, 1, 0.07071067811865475)]
    [InlineData(Initialization.LeCunNormal, double.NaN, 0.07071067811865475)]
    public void A_normal_draw_has_its_deviation_and_its_tails(Initialization way, double scale, double deviation)
    {
        var values = Draw(way, scale);
        // 10,000 draws: the deviation is known to 0.7 %, the share within one and two deviations to 0.5 %.
        Assert.InRange(Deviation(values), 0.975 * deviation, 1.025 * deviation);
        Assert.InRange(values.Average(), -0.04 * deviation, 0.04 * deviation);
        Assert.InRange(values.Count(value => Math.Abs(value) < deviation) / 10_000.0, 0.6627, 0.7027);
        Assert.InRange(values.Count(value => Math.Abs(value) < 2 * deviation) / 10_000.0, 0.9445, 0.9645);
        Assert.Contains(values, value => Math.Abs(value) > 3 * deviation);
    }

    [Fact]
    public void A_truncated_draw_ends_at_two_deviations()
    {
        var values = Draw(Initialization.TruncatedNormal, 0.5);
        Assert.InRange(values.Max(), 0.98f, 1);
        Assert.InRange(values.Min(), -1, -0.98f);
        // The deviation of a normal distribution cut at ±2 is 0.8796 of the whole one's.
        Assert.InRange(Deviation(values), 0.43, 0.45);
    }

    [Theory]
    [InlineData(7, 20, 1)]
    [InlineData(20, 7, 2.5)]
    [InlineData(9, 9, 1)]
    public void An_orthogonal_draw_has_orthogonal_vectors_of_one_length(int rows, int columns, double gain)
    {
        var values = new float[rows * columns];
        Initializer.Of(Initialization.Orthogonal, rows, columns, gain).Fill(values, [rows, columns], seed: 3, parameter: 1);
        var count = Math.Min(rows, columns);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var dot = Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => rows <= columns
                    ? (double)values[(i * columns) + k] * values[(j * columns) + k]
                    : (double)values[(k * columns) + i] * values[(k * columns) + j]);
                Assert.Equal(i == j ? gain * gain : 0, dot, 5);
            }
        }
    }

    [Fact]
    public void The_default_is_not_a_way()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Of(Initialization.Default, 1, 1));

    [Fact]
    public void One_seed_gives_one_draw_and_others_others()
    {
        Assert.Equal(Draw(Initialization.Normal), Draw(Initialization.Normal));
        Assert.NotEqual(Draw(Initialization.Normal), Draw(Initialization.Normal, seed: 2));
        Assert.NotEqual(Draw(Initialization.Normal), Draw(Initialization.Normal, parameter: 1));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        var values = Draw(Initialization.Normal).Concat(Draw(Initialization.TruncatedNormal)).Concat(Draw(Initialization.KaimingUniform)).Concat(Draw(Initialization.Orthogonal));
        var hash = values.Aggregate(14695981039346656037UL, (sum, value) => unchecked((sum ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211UL));
        Assert.Equal(14650814020984101497UL, hash);
    }

    [Fact]
    public void The_logarithm_is_within_a_few_ulp_of_the_platforms()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.7)
        {
            Assert.InRange(Adjoint.Kernels.ScalarLogarithm.Of(x), Math.Log(x) - (4e-16 * Math.Abs(Math.Log(x))) - 1e-16, Math.Log(x) + (4e-16 * Math.Abs(Math.Log(x))) + 1e-16);
        }
    }
}
