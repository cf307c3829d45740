using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;
using Adjoint.Generator.Vocabulary;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>Stage five: where values lie.</summary>
public class PlannerTests
{
    [Fact]
    public void A_chain() => Plans(
        Classifier([4], Dense(20, "hidden"), Relu, Dense(3)),
        """
        features Inputs 0
        labels Classes 0
        hiddenWeight Parameters 0
        hiddenBias Parameters 0
        hidden PerSample 0
        dense1Weight Parameters 0
        dense1Bias Parameters 0
        dense1 PerSample 32
        dDense1 PerSample 32 (dense1)
        dDense1Weight Gradients 112
        dDense1Bias Gradients 176
        dHiddenLinear PerSample 48
        dHiddenWeight Gradients 0
        dHiddenBias Gradients 80
        """);

    [Fact]
    public void An_activation_whose_input_nobody_reads_again_is_in_place()
        => Assert.Equal("dense1Linear", Training(Regressor([4], Dense(3), Sigmoid)).Buffers.Single(buffer => buffer.Name == "dense1").Replaces);

    [Fact]
    public void One_whose_input_the_gradient_needs_is_not()
        => Assert.Null(Training(Regressor([4], Dense(3), Gelu)).Buffers.Single(buffer => buffer.Name == "dense1").Replaces);

    [Fact]
    public void Dropout_is_in_place_unless_the_gradient_needs_what_it_reads()
    {
        Assert.Equal("dense1", Training(Regressor([4], Dense(3), Dropout(0.5))).Buffers.Single(buffer => buffer.Name == "dropout1").Replaces);
        // Tanh's gradient is computed from its output.
        Assert.Null(Training(Regressor([4], Dense(3), Tanh, Dropout(0.5))).Buffers.Single(buffer => buffer.Name == "dropout1").Replaces);
    }

    [Fact]
    public void The_inputs_of_a_batch_are_never_written_over()
    {
        // They are looked at again where a loss is not finite; the last gradients could have had their place.
        var plan = Training(Regressor([4], Tanh, Dense(4), Tanh, Dense(3)));
        var input = plan.Buffers.Single(buffer => buffer.Name == "features");
        Assert.Null(plan.Buffers.Single(buffer => buffer.Name == "tanh1").Replaces);
        Assert.DoesNotContain(plan.Buffers, buffer => buffer != input && buffer.Region == input.Region && buffer.Offset < input.Offset + input.Length);
    }

    [Fact]
    public void A_sum_takes_the_place_of_the_one_that_nobody_reads_again()
    {
        var dag = new Dag();
        var x = dag.Dense(dag.Input(4), 4, "stem");
        var plan = Training(dag.Typed(dag.Add(x, dag.Dense(x, 4, "branch"))));
        // The branch, not the stem: the gradient of the branch's weight reads that.
        Assert.Equal("branch", plan.Buffers.Single(buffer => buffer.Name == "sum").Replaces);
        Assert.Null(PlanVerifier.Verify(plan));
    }

    [Fact]
    public void A_prediction_keeps_only_what_is_alive()
    {
        // a 32 → b 48 → c 32: a is dead when c is written.
        var plan = Compiler.Compile(Regressor([4], Dense(32, "a"), Dense(48, "b"), Dense(32, "c"), Dense(1, "d"))).Prediction;
        Assert.Equal(32 + 48, plan.FloatsPerSample);
        Assert.Equal(plan.Buffers.Single(buffer => buffer.Name == "a").Offset, plan.Buffers.Single(buffer => buffer.Name == "c").Offset);
    }

    [Fact]
    public void A_prediction_reads_and_writes_the_callers_memory()
    {
        var plan = Compiler.Compile(Regressor([4], Dense(3))).Prediction;
        Assert.Equal(0, plan.FloatsPerSample);
        Assert.Equal(["features CallerInput", "dense1 CallerOutput"], plan.Buffers.Where(buffer => buffer.Region != Region.Parameters).Select(buffer => $"{buffer.Name} {buffer.Region}"));
    }

    [Fact]
    public void A_view_as_output_is_what_it_views()
    {
        var plan = Compiler.Compile(Regressor([2, 4], Dense(3), Flatten, Flatten, Dropout(0.5))).Prediction;
        Assert.Equal("dense1", plan.Buffers.Single(buffer => buffer.Region == Region.CallerOutput).Name);
        Assert.Single(plan.Forward);
    }

    [Fact]
    public void Views_are_no_steps_and_have_no_buffers()
    {
        var plan = Training(Regressor([2, 4], Flatten, Dense(6), Flatten, Dense(2)));
        Assert.DoesNotContain(plan.Buffers, buffer => buffer.Name.StartsWith("flat", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Forward.Concat(plan.Backward), step => step.Op is FlattenOp or UnflattenOp);
    }

    [Fact]
    public void A_viewed_value_lives_as_long_as_its_view()
    {
        // The weight gradient of the second layer reads the first one through the view, long after anything reads it directly.
        var plan = Training(Regressor([2, 4], Dense(6, "a"), Flatten, Dense(5, "b"), Dense(2, "c")));
        Assert.Null(PlanVerifier.Verify(plan));
        var read = plan.Backward.Single(step => step.Op is DenseWeightGradientOp && plan.Of(step.Output).Name == "dBWeight");
        Assert.Equal("a", plan.Of(read.Inputs[0]).Name);
    }

    [Fact]
    public void Gradients_lie_as_their_parameters_do()
    {
        var model = Compiler.Compile(Regressor([4], Dense(6, "a"), Dense(2, "b")));
        foreach (var slot in model.Parameters.Slots)
        {
            var gradient = model.Training.Buffers.Single(buffer => buffer.Name == "d" + Identifiers.Pascal(slot.Name));
            Assert.Equal((Region.Gradients, slot.Offset, slot.Shape), (gradient.Region, gradient.Offset, gradient.Shape));
        }
    }

    [Fact]
    public void Contributions_to_a_shared_parameter_are_summed_into_its_gradient()
    {
        var dag = new Dag();
        var parameters = dag.Parameters("shared");
        var plan = Training(dag.Typed(dag.Dense(dag.Dense(dag.Input(3), 3, parameters), 3, parameters)));
        var sum = plan.Backward.Last(step => step.Op is AddOp);
        Assert.Equal(Region.Gradients, plan.Of(sum.Output).Region);
        Assert.All(sum.Inputs, input => Assert.Equal(Region.Fixed, plan.Of(input).Region));
    }

    [Fact]
    public void Labels_have_their_place_before_the_first_step()
    {
        // The first value is dead before the labels are read, but they are filled before it is written.
        var dag = new Dag();
        var x = dag.Input(4);
        var join = dag.Dense(dag.Add(dag.Relu(x), dag.Apply(x, Activations.Tanh)), 4);
        var plan = Training(dag.Typed(join));
        Assert.Null(PlanVerifier.Verify(plan));
        Assert.Equal(0, plan.Buffers.Single(buffer => buffer.Name == "labels").Offset);
        Assert.DoesNotContain(plan.Buffers, buffer => buffer is { Region: Region.PerSample, Offset: 0 } && buffer.Name != "labels");
    }

    [Fact]
    public void Forward_and_backward_are_told_apart()
    {
        var plan = Training(Classifier([4], Dense(8), Relu, Dense(3)));
        Assert.Equal(2, plan.Forward.Count);
        Assert.IsType<LossAndGradientOp>(plan.Backward[0].Op);
    }

    [Fact]
    public void What_the_update_computes_comes_last_and_its_inputs_live_until_then()
    {
        var typed = Typed(Regressor([4], Dense(20, "a"), Apply(Activations.Tanh), Dense(20, "b"), Apply(Activations.Tanh), Dense(3)));
        var training = Fusion.Fuse(ReverseMode.Differentiate(typed));
        var (plain, fused) = (Training(typed), Planner.PlanTraining(training, ParameterPlan.Of(typed), FusedUpdates.Of(training, least: 80)));
        Assert.Null(PlanVerifier.Verify(fused));
        Assert.Empty(plain.Update);
        Assert.Equal(["dAWeight", "dBWeight"], fused.Update.Select(step => fused.Of(step.Output).Name).Order());
        Assert.DoesNotContain(fused.Backward, step => fused.Update.Any(late => late.Output == step.Output));
        Assert.Equal(plain.Steps.Count(), fused.Steps.Count());
    }

    private static void Plans(ModelDeclaration model, string expected)
    {
        var plan = Training(model);
        Assert.Null(PlanVerifier.Verify(plan));
        Assert.Equal(
            expected.ReplaceLineEndings("\n"),
            string.Join("\n", plan.Buffers.Select(buffer => $"{buffer.Name} {buffer.Region} {buffer.Offset}{(buffer.Replaces is null ? string.Empty : $" ({buffer.Replaces})")}")));
    }

    private static ExecutionPlan Training(ModelDeclaration model) => Training(Typed(model));

    private static ExecutionPlan Training(TypedGraph typed)
        => Planner.PlanTraining(Fusion.Fuse(ReverseMode.Differentiate(typed)), ParameterPlan.Of(typed), fused: []);
}
