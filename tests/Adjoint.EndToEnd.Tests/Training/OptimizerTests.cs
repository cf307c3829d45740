using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class PlainGradients;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.1, WeightDecay = 0.25)]
public partial class WithDecay;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.75, WeightDecay = 0.25)]
public partial class WithMomentum;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class WithAdam;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, AdamW(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class WithAdamW;

/// <summary>
/// Five updates by each optimizer against its formula in double: that the attribute's numbers reach the kernel, each in its place. The gradient comes from a model of the
/// same chain whose own step shows it.
/// </summary>
public class OptimizerTests
{
    private const double Rate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, Decay = 0.25;

    [Fact]
    public void Sgd() => Follow(new WithDecay(1), (p, g, _, _, _) => (p - (Rate * (g + (Decay * p))), 0, 0));

    [Fact]
    public void SgdWithMomentum() => Follow(new WithMomentum(1), (p, g, v, _, _) =>
    {
        v = (0.75 * v) + g + (Decay * p);
        return (p - (Rate * v), v, 0);
    });

    [Fact]
    public void Adam() => Follow(new WithAdam(1), (p, g, m, v, t) => AdamStep(p, g + (Decay * p), m, v, t));

    [Fact]
    public void AdamW() => Follow(new WithAdamW(1), (p, g, m, v, t) => AdamStep(p - (Rate * Decay * p), g, m, v, t));

    private static (double, double, double) AdamStep(double p, double g, double m, double v, int t)
    {
        m = (Beta1 * m) + ((1 - Beta1) * g);
        v = (Beta2 * v) + ((1 - Beta2) * g * g);
        var (mean, square) = (m / (1 - Math.Pow(Beta1, t)), v / (1 - Math.Pow(Beta2, t)));
        return (p - (Rate * mean / (Math.Sqrt(square) + Epsilon)), m, v);
    }

    private static void Follow(Regressor model, Func<double, double, double, double, int, (double P, double First, double Second)> update)
    {
        var (inputs, targets) = (Numbers.Floats(1, 3 * 6), Numbers.Floats(2, 2 * 6));
        var training = model.Train(Dataset.From(inputs, targets, rows: 6));
        var expected = model.Doubles().ToArray();
        var state = expected.Select(tensor => new (double First, double Second)[tensor.Length]).ToArray();
        for (var t = 1; t <= 5; t++)
        {
            var gradients = GradientsAt(expected, inputs, targets);
            for (var i = 0; i < expected.Length; i++)
            {
                for (var j = 0; j < expected[i].Length; j++)
                {
                    (expected[i][j], state[i][j].First, state[i][j].Second) = update(expected[i][j], gradients[i][j], state[i][j].First, state[i][j].Second, t);
                }
            }

            training.Step(inputs, targets);

            var worst = expected.Zip(model.Doubles(), Numbers.RelativeDifference).Max();
            Assert.True(worst < 2e-6 * t, $"update {t} is off by {worst:0.0E0}");
        }
    }

    internal static double[][] GradientsAt(double[][] parameters, float[] inputs, float[] targets)
    {
        var twin = new PlainGradients();
        foreach (var (parameter, values) in twin.Parameters.Zip(parameters))
        {
            Array.ConvertAll(values, value => (float)value).CopyTo(parameter.Values);
        }

        return twin.StepGradients(inputs, targets).Gradients;
    }
}
