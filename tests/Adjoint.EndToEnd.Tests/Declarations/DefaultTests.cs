using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Declarations;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, Sgd]
public partial class SgdByDefault;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, Sgd(LearningRate = 1e-3, Momentum = 0, WeightDecay = 0)]
public partial class SgdInFull;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, Adam]
public partial class AdamByDefault;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, Adam(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0)]
public partial class AdamInFull;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, AdamW]
public partial class AdamWByDefault;

[Model, Input(3), Dense(4), Tanh, Dense(2), CrossEntropy, AdamW(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0.01)]
public partial class AdamWInFull;

/// <summary>Names change what is called how, and nothing that is computed.</summary>
[Model, Input(3, Name = "measurements"), Dense(4, Name = "inner"), Tanh(Name = "squashed"), Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class AdamNamed;

/// <summary>What is left out is PyTorch's default, in the attribute's class and in what the generator assumes.</summary>
public class DefaultTests
{
    [Fact]
    public void Sgd()
    {
        Assert.Equal(Trained(new SgdInFull(1)), Trained(new SgdByDefault(1)));
        var attribute = new SgdAttribute();
        Assert.Equal((1e-3, 0, 0), (attribute.LearningRate, attribute.Momentum, attribute.WeightDecay));
    }

    [Fact]
    public void Adam()
    {
        Assert.Equal(Trained(new AdamInFull(1)), Trained(new AdamByDefault(1)));
        var attribute = new AdamAttribute();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8, 0), (attribute.LearningRate, attribute.Beta1, attribute.Beta2, attribute.Epsilon, attribute.WeightDecay));
    }

    [Fact]
    public void AdamW()
    {
        Assert.Equal(Trained(new AdamWInFull(1)), Trained(new AdamWByDefault(1)));
        var attribute = new AdamWAttribute();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8, 0.01), (attribute.LearningRate, attribute.Beta1, attribute.Beta2, attribute.Epsilon, attribute.WeightDecay));
    }

    [Fact]
    public void TheThreeDiffer() =>
        Assert.Equal(3, new[] { Trained(new SgdByDefault(1)), Trained(new AdamByDefault(1)), Trained(new AdamWByDefault(1)) }.Distinct().Count());

    [Fact]
    public void NamesComputeNothing() => Assert.Equal(Trained(new AdamByDefault(1)), Trained(new AdamNamed(1)));

    [Fact]
    public void NamesAreThoseOfTheDeclaration()
    {
        Assert.Equal(
            ["inner.weight [3, 4]", "inner.bias [4]", "scores.weight [4, 2]", "scores.bias [2]"],
            new AdamNamed().Parameters.Select(parameter => parameter.ToString()));
        Assert.Equal(["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"], new AdamByDefault().Parameters.Select(parameter => parameter.Name));
        Assert.Equal("inner.weight", new AdamNamed().Inner.Weight.Name);
    }

    [Fact]
    public void ConstantsCountWhatThereIs()
    {
        Assert.Equal(AdamNamed.ParameterCount, new AdamNamed().Parameters.Sum(parameter => parameter.Values.Length));
        Assert.Equal(4 * AdamNamed.ParameterCount, AdamNamed.ParameterBytes);
        Assert.Contains("26 parameters", AdamNamed.Summary);
    }

    private static string Trained(Classifier<int> model)
    {
        var (inputs, labels) = (Numbers.Floats(1, 3 * 8), Numbers.Below(2, 2, 8));
        var training = model.Train(Dataset.From(inputs, labels));
        for (var step = 0; step < 3; step++)
        {
            training.Step(inputs, labels);
        }

        return model.Bits();
    }
}
