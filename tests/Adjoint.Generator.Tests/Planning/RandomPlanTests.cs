using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>Random graphs: each boundary verifies, and a plan computes on its shared memory what the graph says.</summary>
public class RandomPlanTests
{
    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_boundary_verifies(int block)
    {
        for (var seed = block * 100; seed < (block + 1) * 100; seed++)
        {
            var typed = RandomDag.Of(seed, depth: 1 + (seed % 12));
            Assert.Null(ShapeVerifier.Verify(typed));
            var training = ReverseMode.Differentiate(typed);
            Assert.Null(TrainingVerifier.Verify(training));
            var fused = Fusion.Fuse(training);
            Assert.Null(TrainingVerifier.Verify(fused));
            Assert.Null(PlanVerifier.Verify(Planner.PlanTraining(fused, ParameterPlan.Of(typed), [])));
            Assert.Null(PlanVerifier.Verify(Planner.PlanTraining(fused, ParameterPlan.Of(typed), FusedUpdates.Of(fused, least: 1))));
            var prediction = Fusion.FusePrediction(PredictionGraph.Of(typed));
            Assert.Null(ShapeVerifier.Verify(prediction));
            Assert.Null(PlanVerifier.Verify(Planner.PlanPrediction(prediction)));
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_plan_computes_what_its_graph_says(int block)
    {
        for (var seed = block * 20; seed < (block + 1) * 20; seed++)
        {
            var typed = RandomDag.Of(seed, depth: 1 + (seed % 12));
            var training = ReverseMode.Differentiate(typed);
            var parameters = ParameterPlan.Of(typed);
            var interpreter = new Interpreter(batch: 2, seed);

            var values = interpreter.Run(training.Typed);
            var fused = Fusion.Fuse(training);
            foreach (var late in (HashSet<int>[])[[], FusedUpdates.Of(fused, least: 1 + (seed % 40))])
            {
                var gradients = interpreter.Run(Planner.PlanTraining(fused, parameters, late), Region.Gradients);
                for (var i = 0; i < parameters.Slots.Count; i++)
                {
                    var slot = parameters.Slots[i];
                    AssertSame(values[training.ParameterGradients[i].Gradient], gradients.AsSpan(slot.Offset, slot.Length));
                }
            }

            var prediction = PredictionGraph.Of(typed);
            var outputs = interpreter.Run(Planner.PlanPrediction(Fusion.FusePrediction(prediction)), Region.CallerOutput);
            AssertSame(interpreter.Run(prediction)[prediction.Graph.Output], outputs);
        }
    }

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 5)];

    private static void AssertSame(double[] expected, ReadOnlySpan<double> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], found[i]);
        }
    }
}
