namespace Adjoint.Tests.Reference;

/// <summary>The other tests here are worth as much as the reading of the files.</summary>
public class ReferenceValuesTests
{
    [Fact]
    public void NumbersKeepTheirBits()
    {
        var x = ReferenceValues.ReadJson("activations.json").Floats("x");

        Assert.Contains(x, value => float.IsNegative(value) && value == 0);
        Assert.Contains(float.Epsilon, x);
        Assert.Contains(float.MaxValue, x);
        Assert.Contains(-float.MaxValue, x);
        Assert.All(x, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void TensorsHaveTheirShapes()
    {
        var chain = ReferenceValues.ReadSafetensors("chain-64-32-10.safetensors");

        Assert.Equal([32, 64], chain["initial.hidden.weight"].Shape);
        Assert.Equal([20, 32, 64], chain["inputs"].Shape);
        Assert.Empty(chain["loss"].Shape);
        Assert.Equal(chain["losses"].Values[0], Assert.Single(chain["loss"].Values));
        Assert.All(chain["inputs"].Values, pixel => Assert.InRange(pixel, 0, 1));
        Assert.All(chain["labels"].Values, label => Assert.Contains((int)label, Enumerable.Range(0, 10)));
    }

    [Fact]
    public void TheModelHoldsTheInitialParameters()
    {
        var chain = ReferenceValues.ReadSafetensors("chain-64-32-10.safetensors");
        var model = ReferenceValues.ReadSafetensors("chain-64-32-10.model.safetensors");

        Assert.Equal(["dense1.bias", "dense1.weight", "hidden.bias", "hidden.weight"], model.Keys.Order(StringComparer.Ordinal));
        Assert.All(model, pair => Assert.Equal(chain["initial." + pair.Key].Values, pair.Value.Values));
    }
}
