using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Gradients;

/// <summary>The judge of the gradients, judged by hand.</summary>
public class InterpreterTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.52049987781304654)]
    [InlineData(-1, -0.84270079294971487)]
    [InlineData(3, 0.99997790950300141)]
    [InlineData(7, 1)]
    public void ErrorFunctionIsExact(double x, double expected) => Assert.Equal(expected, Functions.ErrorFunction(x), 1e-15);

    [Fact]
    public void OneDenseLayerByHand()
    {
        // y = 2·3 + 1 = 7, loss = (7 - 5)² = 4, dW = 2 · (7 - 5) · 3 = 12, db = 4.
        var chain = new Chain(1, 1, [new DenseStep(1, 1, 1, 0)], new MeanSquaredErrorAttribute());
        var interpreter = new Interpreter(chain, [[2], [1]], [3], [5]);

        Assert.Equal(4, interpreter.Loss());
        Assert.Equal(12, interpreter.Gradients()[0][0], 1e-9);
        Assert.Equal(4, interpreter.Gradients()[1][0], 1e-9);
    }

    [Fact]
    public void CrossEntropyByHand()
    {
        // Scores 0 and ln 3: probabilities 1/4 and 3/4, and the bias's gradient is p - onehot.
        var chain = new Chain(1, 2, [new DenseStep(1, 1, 2, 0)], new CrossEntropyAttribute());
        var interpreter = new Interpreter(chain, [[0, 0], [0, Math.Log(3)]], [1], [1]);

        Assert.Equal(-Math.Log(0.75), interpreter.Loss(), 1e-15);
        Assert.Equal([0.25, -0.25], interpreter.Gradients()[1].Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void AttributesAreReadInOrder()
    {
        var chain = Chain.Of(typeof(LastAxisTwice));

        Assert.Equal((24, 3, false), (chain.Inputs, chain.Outputs, chain.IsClassifier));
        Assert.Equal(
            [new DenseStep(6, 4, 5, 0), new DenseStep(6, 5, 2, 2), new DenseStep(1, 12, 3, 4)],
            chain.Steps.OfType<DenseStep>());
    }
}
