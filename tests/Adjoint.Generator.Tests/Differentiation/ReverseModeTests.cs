using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;
using Adjoint.Generator.Vocabulary;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Differentiation;

/// <summary>Stage four: what is appended to a graph, on chains and on graphs with forks and joins.</summary>
public class ReverseModeTests
{
    [Fact]
    public void A_chain() => Appends(
        Typed(Classifier([2, 2], Flatten, Dense(3, "hidden"), Relu, Dropout(0.5), Dense(2))),
        """
        %12 dDense1 = CrossEntropyGradient(%9, %10) [B, 2]
        %13 dDense1Weight = DenseWeightGradient(%6, %12) [3, 2]
        %14 dDense1Bias = DenseBiasGradient(%12) [2]
        %15 dDropout1 = DenseInputGradient(%12, %7) [B, 3]
        %16 dHidden = Dropout(%15) [B, 3]
        %17 dHiddenLinear = ReluGradient(%5, %16) [B, 3]
        %18 dHiddenWeight = DenseWeightGradient(%1, %17) [4, 3]
        %19 dHiddenBias = DenseBiasGradient(%17) [3]
        """);

    [Fact]
    public void Views_are_undone() => Appends(
        Typed(Regressor([2, 2], Dense(3), Flatten)),
        """
        %7 dFlat1 = MeanSquaredErrorGradient(%4, %5) [B, 6]
        %8 dDense1 = Unflatten(%7) [B, 2, 3]
        %9 dDense1Weight = DenseWeightGradient(%0, %8) [2, 3]
        %10 dDense1Bias = DenseBiasGradient(%8) [3]
        """);

    [Fact]
    public void An_activation_that_needs_its_input_gets_it() => Appends(
        Typed(Regressor([2], Dense(3), Gelu)),
        """
        %7 dDense1 = MeanSquaredErrorGradient(%4, %5) [B, 3]
        %8 dDense1Linear = GeluGradient(%3, %7) [B, 3]
        %9 dDense1Weight = DenseWeightGradient(%0, %8) [2, 3]
        %10 dDense1Bias = DenseBiasGradient(%8) [3]
        """);

    [Fact]
    public void What_stands_before_the_first_parameter_gets_no_gradient()
    {
        var training = ReverseMode.Differentiate(Typed(Regressor([4], Relu, Dropout(0.5), Dense(2))));
        Assert.DoesNotContain(training.Typed.Nodes, node => node.Name is "dFeatures" or "dRelu1" or "dDropout1");
    }

    [Fact]
    public void Below_the_lowest_trained_layer_nothing_is_differentiated() => Appends(
        Typed(Regressor([4], Dense(3) with { IsFrozen = true }, Relu, Dense(2))),
        """
        %10 dDense2 = MeanSquaredErrorGradient(%7, %8) [B, 2]
        %11 dDense2Weight = DenseWeightGradient(%4, %10) [3, 2]
        %12 dDense2Bias = DenseBiasGradient(%10) [2]
        """);

    [Fact]
    public void A_frozen_layer_passes_gradients_on_and_has_none() => Appends(
        Typed(Regressor([4], Dense(3), Frozen(Normalizations.LayerNorm), Dense(2) with { IsFrozen = true })),
        """
        %13 dDense2 = MeanSquaredErrorGradient(%10, %11) [B, 2]
        %14 dLayerNorm1 = DenseInputGradient(%13, %8) [B, 3]
        %15 dDense1 = NormInputGradient(%3, %4, %5, %14) [B, 3]
        %16 dDense1Weight = DenseWeightGradient(%0, %15) [4, 3]
        %17 dDense1Bias = DenseBiasGradient(%15) [3]
        """);

    [Fact]
    public void A_frozen_normalisation_over_the_batch_uses_the_running_statistics()
    {
        var training = ReverseMode.Differentiate(Typed(Regressor([4], Dense(3), Frozen(Normalizations.BatchNorm), Dense(2))));
        Assert.Null(TrainingVerifier.Verify(training));
        Assert.Equal(
            """
            %6 batchNorm1Statistics = RunningStatistics(%4, %5) [4, 3]
            %15 dDense2 = MeanSquaredErrorGradient(%12, %13) [B, 2]
            %16 dDense2Weight = DenseWeightGradient(%9, %15) [3, 2]
            %17 dDense2Bias = DenseBiasGradient(%15) [2]
            %18 dBatchNorm1 = DenseInputGradient(%15, %10) [B, 3]
            %19 dDense1 = RunningNormInputGradient(%6, %7, %18) [B, 3]
            %20 dDense1Weight = DenseWeightGradient(%0, %19) [4, 3]
            %21 dDense1Bias = DenseBiasGradient(%19) [3]
            """.ReplaceLineEndings("\n"),
            string.Join("\n", training.Typed.Print().Split('\n').Where((_, line) => line is 6 or >= 15)).TrimEnd());
    }

    [Fact]
    public void A_gradient_passes_through_scaling_where_somebody_needs_it()
    {
        Appends(
            Typed(Regressor([4], new InputScalingDeclaration(0, null, InputScaling.Standardize), Dense(2))),
            """
            %9 dDense1 = MeanSquaredErrorGradient(%6, %7) [B, 2]
            %10 dDense1Weight = DenseWeightGradient(%3, %9) [4, 2]
            %11 dDense1Bias = DenseBiasGradient(%9) [2]
            """);
        Appends(
            Typed(Regressor([4], Dense(2), new InputScalingDeclaration(0, null, InputScaling.Standardize))),
            """
            %9 dStandardize = MeanSquaredErrorGradient(%6, %7) [B, 2]
            %10 dDense1 = InputScalingGradient(%9, %5) [B, 2]
            %11 dDense1Weight = DenseWeightGradient(%0, %10) [4, 2]
            %12 dDense1Bias = DenseBiasGradient(%10) [2]
            """);
    }

    [Fact]
    public void A_fork_sums_the_gradients_of_its_branches()
    {
        var dag = new Dag();
        var hidden = dag.Dense(dag.Input(4), 3, "hidden");
        Appends(
            dag.Typed(dag.Add(dag.Relu(hidden, "a"), dag.Apply(hidden, Activations.Tanh, "b"))),
            """
            %9 dSum = MeanSquaredErrorGradient(%6, %7) [B, 3]
            %10 dHidden = TanhGradient(%5, %9) [B, 3]
            %11 dHidden2 = ReluGradient(%4, %9) [B, 3]
            %12 dHidden3 = Add(%10, %11) [B, 3]
            %13 dHiddenWeight = DenseWeightGradient(%0, %12) [4, 3]
            %14 dHiddenBias = DenseBiasGradient(%12) [3]
            """);
    }

    [Fact]
    public void A_value_added_to_itself_has_twice_the_gradient()
    {
        var dag = new Dag();
        var hidden = dag.Dense(dag.Input(4), 3, "hidden");
        Appends(
            dag.Typed(dag.Add(hidden, hidden)),
            """
            %7 dSum = MeanSquaredErrorGradient(%4, %5) [B, 3]
            %8 dHidden = Add(%7, %7) [B, 3]
            %9 dHiddenWeight = DenseWeightGradient(%0, %8) [4, 3]
            %10 dHiddenBias = DenseBiasGradient(%8) [3]
            """);
    }

    [Fact]
    public void A_residual_connection()
    {
        var dag = new Dag();
        var x = dag.Dense(dag.Input(4), 3, "stem");
        Appends(
            dag.Typed(dag.Add(x, dag.Dense(x, 3, "branch"))),
            """
            %10 dSum = MeanSquaredErrorGradient(%7, %8) [B, 3]
            %11 dBranchWeight = DenseWeightGradient(%3, %10) [3, 3]
            %12 dBranchBias = DenseBiasGradient(%10) [3]
            %13 dStem = DenseInputGradient(%10, %4) [B, 3]
            %14 dStem2 = Add(%10, %13) [B, 3]
            %15 dStemWeight = DenseWeightGradient(%0, %14) [4, 3]
            %16 dStemBias = DenseBiasGradient(%14) [3]
            """);
    }

    [Fact]
    public void A_parameter_used_twice_sums_its_gradients()
    {
        var dag = new Dag();
        var x = dag.Input(3);
        var parameters = dag.Parameters("shared");
        Appends(
            dag.Typed(dag.Dense(dag.Dense(x, 3, parameters, "a"), 3, parameters, "b")),
            """
            %7 dB = MeanSquaredErrorGradient(%4, %5) [B, 3]
            %8 dSharedWeight = DenseWeightGradient(%3, %7) [3, 3]
            %9 dSharedBias = DenseBiasGradient(%7) [3]
            %10 dA = DenseInputGradient(%7, %1) [B, 3]
            %11 dSharedWeight2 = DenseWeightGradient(%0, %10) [3, 3]
            %12 dSharedBias2 = DenseBiasGradient(%10) [3]
            %13 dSharedWeight3 = Add(%8, %11) [3, 3]
            %14 dSharedBias3 = Add(%9, %12) [3]
            """);
    }

    [Fact]
    public void A_branch_without_parameters_gets_no_gradient()
    {
        var dag = new Dag();
        var x = dag.Input(3);
        Appends(
            dag.Typed(dag.Add(dag.Relu(x), dag.Dense(x, 3))),
            """
            %8 dSum = MeanSquaredErrorGradient(%5, %6) [B, 3]
            %9 dDenseWeight = DenseWeightGradient(%0, %8) [3, 3]
            %10 dDenseBias = DenseBiasGradient(%8) [3]
            """);
    }

    [Fact]
    public void Parameters_and_their_gradients_are_paired_in_order()
    {
        var training = ReverseMode.Differentiate(Typed(Regressor([4], Dense(3, "a"), Dense(2, "b"))));
        Assert.Equal(
            ["aWeight dAWeight", "aBias dABias", "bWeight dBWeight", "bBias dBBias"],
            training.ParameterGradients.Select(pair => $"{training.Typed.Nodes[pair.Parameter].Name} {training.Typed.Nodes[pair.Gradient].Name}"));
    }

    [Fact]
    public void An_operation_without_a_rule_is_told() => Assert.Equal(
        "Input has no gradient rule.",
        Assert.Throws<InvalidOperationException>(() => GradientRules.Apply(
            new Node(0, new InputOp(EquatableArray.Of(1)), EquatableArray.Of(0), "x", 0), 0, new GradientBuilder(Typed(Regressor([1], Dense(1)))))).Message);

    [Fact]
    public void A_prediction_has_no_loss_and_no_dropout()
    {
        var prediction = PredictionGraph.Of(Typed(Classifier([4], Dropout(0.5), Dense(3), Dropout(0.1))));
        Assert.Null(ShapeVerifier.Verify(prediction));
        Assert.Equal(
            """
            %0 features = Input() [B, 4]
            %1 dense1Weight = Parameter() [4, 3]
            %2 dense1Bias = Parameter() [3]
            %3 dense1 = Dense(%0, %1, %2) [B, 3]

            """,
            prediction.Print());
        Assert.Equal(3, prediction.Graph.Output);
    }

    [Fact]
    public void A_gradient_of_another_shape() => Assert.Equal(
        "the gradient of 'dense1Weight' has another shape",
        Verify(training => training with { ParameterGradients = EquatableArray.Of(new ParameterGradient(1, 2), training.ParameterGradients[1]) }));

    [Fact]
    public void A_parameter_without_a_gradient() => Assert.Equal(
        "2 parameters have 1 gradients",
        Verify(training => training with { ParameterGradients = EquatableArray.Of(training.ParameterGradients[0]) }));

    [Fact]
    public void A_training_graph_is_verified_as_a_graph_too() => Assert.Equal(
        "the loss is not a node",
        Verify(training => training with { Typed = training.Typed with { Graph = training.Typed.Graph with { Loss = -1 } } }));

    private static string? Verify(Func<TrainingGraph, TrainingGraph> change)
    {
        var training = ReverseMode.Differentiate(Typed(Regressor([4], Dense(3))));
        Assert.Null(TrainingVerifier.Verify(training));
        return TrainingVerifier.Verify(change(training));
    }

    /// <summary>The forward nodes stay as they are; behind them come these.</summary>
    private static void Appends(TypedGraph forward, string expected)
    {
        Assert.Null(ShapeVerifier.Verify(forward));
        var training = ReverseMode.Differentiate(forward);
        Assert.Null(TrainingVerifier.Verify(training));
        var printed = training.Typed.Print();
        Assert.StartsWith(forward.Print(), printed, StringComparison.Ordinal);
        Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", printed[forward.Print().Length..]);
    }
}
