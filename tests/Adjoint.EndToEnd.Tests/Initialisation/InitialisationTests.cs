using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Initialisation;

[Model, Input(65), Dense(64, Name = "first"), Relu, Dense(64, Name = "second"), Relu, Dense(64, Name = "third"), Relu, Dense(3), CrossEntropy, Adam]
public partial class Fixed;

/// <summary>The first values of parameters: as PyTorch draws them, and the same bits everywhere for ever.</summary>
public class InitialisationTests
{
    [Theory]
    [InlineData(0, "8EE1DC485A839E15")]
    [InlineData(42, "016A08171D1A5774")]
    [InlineData(-1, "F2C211E74D720CAF")]
    [InlineData(int.MaxValue, "205D045A4B41D669")]
    public void ASeedIsTheSameBitsOnEveryMachine(int seed, string expected) =>
        // Computed by another program from the formula. Who changes these changes every model that was ever made from a seed.
        Assert.Equal(expected, new Fixed(seed).Bits()[..16]);

    [Fact]
    public void TheFirstValues() =>
        Assert.Equal([0.0885988548f, -0.0007643227f, 0.0285839271f, 0.0615761504f], new Fixed(42).First.Weight.Values[..4].ToArray());

    [Fact]
    public void NoSeedIsSeedZero() => Assert.Equal(new Fixed(0).Bits(), new Fixed().Bits());

    [Fact]
    public void EachSeedIsAnother() => Assert.Equal(200, Enumerable.Range(-100, 200).Select(seed => new Fixed(seed).Bits()).Distinct().Count());

    [Fact]
    public void EachParameterIsAnother()
    {
        // second and third have the same shape: the same numbers in both would make them the same layer.
        var model = new Fixed(42);

        Assert.Equal(model.Parameters.Count, model.Parameters.Select(parameter => parameter.Values[0] / Bound(parameter, model)).Distinct().Count());
        Assert.NotEqual(model.Second.Weight.Values.ToArray(), model.Third.Weight.Values.ToArray());
        Assert.NotEqual(model.Second.Bias.Values.ToArray(), model.Third.Bias.Values.ToArray());
    }

    [Fact]
    public void ValuesAreUniformWithinTheBound()
    {
        var model = new Fixed(42);
        foreach (var parameter in model.Parameters)
        {
            var bound = Bound(parameter, model);
            var values = parameter.Values.ToArray().Select(value => value / bound).ToArray();

            Assert.All(values, value => Assert.InRange(value, -1, 1));
            // Of n uniform numbers in [-1, 1] the mean deviates by 1/√3n, the mean square (1/3) by √(4/45n): five deviations each.
            Assert.Equal(0, values.Average(), 5 / Math.Sqrt(3.0 * values.Length));
            Assert.Equal(1 / 3.0, values.Average(value => value * value), 5 * Math.Sqrt(4 / (45.0 * values.Length)));
        }

        var weights = model.First.Weight.Values.ToArray().Select(value => value * Math.Sqrt(65)).ToArray();
        Assert.True(weights.Max() > 0.99 && weights.Min() < -0.99, "the bound is reached");
        // 4,160 draws of 2²⁴ numbers: one may come twice.
        Assert.InRange(weights.Distinct().Count(), weights.Length - 4, weights.Length);
    }

    [Fact]
    public void NeighboursAreIndependent()
    {
        var values = new Fixed(42).First.Weight.Values.ToArray();
        foreach (var distance in (int[])[1, 2, 16, 64])
        {
            var correlation = values.Skip(distance).Zip(values, (a, b) => (double)a * b).Sum() / values.Sum(value => (double)value * value);
            Assert.True(Math.Abs(correlation) < 5 / Math.Sqrt(values.Length), $"values {distance} apart correlate: {correlation:F3}");
        }
    }

    private static double Bound(Parameter parameter, Fixed model) => 1 / Math.Sqrt(parameter.Name switch
    {
        "first.weight" or "first.bias" => 65,
        _ => 64,
    });
}
