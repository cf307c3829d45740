using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(4), Dense(5), Tanh, Dense(3), CrossEntropy, Sgd]
public partial class Unclipped;

[Model, Input(4), Dense(5), Tanh, Dense(3), CrossEntropy, ClipNorm(0.125), Sgd]
public partial class ClippedByNorm;

[ClipValue(0.0625)]
[Model, Input(4), Dense(5), Tanh, Dense(3), CrossEntropy, Sgd]
public partial class ClippedByValue;

/// <summary>Bounded gradients are those of the unbounded model, bounded.</summary>
public class ClipTests
{
    private static readonly float[] Inputs = Numbers.Floats(1, 4 * 9);
    private static readonly int[] Labels = Numbers.Below(2, 3, 9);
    private readonly double[][] _gradients = new Unclipped(1).StepGradients(Inputs, Labels).Gradients;

    [Fact]
    public void ByTheNormOfAllTogether()
    {
        var norm = Math.Sqrt(_gradients.SelectMany(tensor => tensor).Sum(g => g * g));
        Assert.True(norm > 0.2, $"{norm} is nothing to clip");

        Compare(g => g * 0.125 / (norm + 1e-6), new ClippedByNorm(1).StepGradients(Inputs, Labels).Gradients);
    }

    [Fact]
    public void OneByOne()
    {
        Assert.Contains(_gradients.SelectMany(tensor => tensor), g => Math.Abs(g) > 0.0625);
        Assert.Contains(_gradients.SelectMany(tensor => tensor), g => Math.Abs(g) < 0.0625);

        Compare(g => Math.Clamp(g, -0.0625, 0.0625), new ClippedByValue(1).StepGradients(Inputs, Labels).Gradients);
    }

    private void Compare(Func<double, double> bounded, double[][] actual)
    {
        foreach (var (expected, tensor) in _gradients.Zip(actual))
        {
            Assert.All(expected.Zip(tensor), pair => Assert.Equal(bounded(pair.First), pair.Second, 1e-6));
        }
    }
}
