using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Differentiation;

/// <summary>The gradients of random graphs against differences of the loss.</summary>
public class GradientTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_are_those_of_the_loss(int seed)
    {
        var training = ReverseMode.Differentiate(RandomDag.Of(seed, depth: 1 + (seed % 12)));
        Assert.Null(TrainingVerifier.Verify(training));
        AssertGradients(training, seed);
    }

    [Fact]
    public void A_parameter_used_twice()
    {
        var dag = new Dag();
        var parameters = dag.Parameters();
        var x = dag.Apply(dag.Dense(dag.Input(3), 3, parameters), Activations.Tanh);
        AssertGradients(ReverseMode.Differentiate(dag.Typed(dag.Add(x, dag.Dense(x, 3, parameters)), Losses.CrossEntropy)), seed: 1);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 48)];

    private static void AssertGradients(TrainingGraph training, int seed)
    {
        const double Step = 1e-5;
        var interpreter = new Interpreter(batch: 2, seed);
        var typed = training.Typed;
        var values = interpreter.Run(typed);
        foreach (var (parameter, gradient) in training.ParameterGradients.Select(pair => (pair.Parameter, pair.Gradient)))
        {
            // The first number and the last.
            foreach (var index in new[] { 0, values[parameter].Length - 1 }.Distinct())
            {
                var difference = (Loss(parameter, index, Step) - Loss(parameter, index, -Step)) / (2 * Step);
                Assert.Equal(difference, values[gradient][index], 1e-5 * Math.Max(1, Math.Abs(difference)));
            }
        }

        double Loss(int parameter, int index, double by) => interpreter.Run(
            typed,
            (node, value) => node.Id == parameter ? [.. value.Select((number, i) => i == index ? number + by : number)] : value)[typed.Graph.Loss][0];
    }
}
