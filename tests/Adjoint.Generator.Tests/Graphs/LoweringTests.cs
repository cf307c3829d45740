using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Tests.Support;
using Adjoint.Generator.Vocabulary;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Graphs;

/// <summary>Stage two: which nodes a chain becomes, and what they are called.</summary>
public class LoweringTests
{
    [Fact]
    public void A_layer_and_its_activation_share_a_name() => Lowers(
        Classifier([4], Dense(8, "hidden"), Relu, Dense(3)),
        """
        %0 features = Input()
        %1 hiddenWeight = Parameter()
        %2 hiddenBias = Parameter()
        %3 hiddenLinear = Dense(%0, %1, %2)
        %4 hidden = Relu(%3)
        %5 dense1Weight = Parameter()
        %6 dense1Bias = Parameter()
        %7 dense1 = Dense(%4, %5, %6)
        %8 labels = Labels()
        %9 batchLoss = CrossEntropy(%7, %8)

        """);

    [Fact]
    public void Scaling_is_a_node_with_what_it_learned() => Names(
        Regressor([4], new InputScalingDeclaration(0, null, InputScaling.MinMax), Dense(3)),
        "features", "minMaxMinimum", "minMaxRange", "minMax", "dense1Weight", "dense1Bias", "dense1", "targets", "batchLoss");

    [Fact]
    public void A_frozen_layer_is_the_same_graph_whose_parameters_are_not_trained()
    {
        var (plain, frozen) = (Typed(Classifier([4], Dense(8, "hidden"), Dense(3))), Typed(Classifier([4], Dense(8, "hidden") with { IsFrozen = true }, Dense(3))));
        Assert.Equal(plain.Print(), frozen.Print());
        Assert.Equal(
            ["hiddenWeight", "hiddenBias"],
            frozen.Nodes.Where(node => node.Op is ParameterOp { IsTrainable: true, IsTrained: false }).Select(node => node.Name));
    }

    [Fact]
    public void A_named_activation_keeps_its_own_name() => Names(
        Regressor([4], Dense(8, "hidden"), Apply(Activations.Tanh, "squashed"), Dense(3)),
        "features", "hiddenWeight", "hiddenBias", "hidden", "squashed", "dense1Weight", "dense1Bias", "dense1", "targets", "batchLoss");

    [Fact]
    public void Activations_not_behind_a_dense_layer_are_numbered_by_kind() => Names(
        Regressor([4], Relu, Tanh, Relu, Dense(2), Gelu, Gelu),
        "features", "relu1", "tanh1", "relu2", "dense1Weight", "dense1Bias", "dense1Linear", "dense1", "gelu1", "targets", "batchLoss");

    [Fact]
    public void Each_kind_has_its_own_numbers() => Names(
        Regressor([2, 4], Flatten, Dropout(0.5), Dense(2), Dropout(0.1), Dense(1)),
        "features", "flat1", "dropout1", "dense1Weight", "dense1Bias", "dense1", "dropout2", "dense2Weight", "dense2Bias", "dense2", "targets", "batchLoss");

    [Fact]
    public void Numbers_skip_names_that_the_user_took() => Names(
        Regressor([4], Dense(8, "dense2"), Dense(8), Dense(8, "Dense1"), Dense(1)),
        "features", "dense2Weight", "dense2Bias", "dense2", "dense3Weight", "dense3Bias", "dense3", "dense1Weight", "dense1Bias", "dense1",
        "dense4Weight", "dense4Bias", "dense4", "targets", "batchLoss");

    [Fact]
    public void Numbers_skip_members_of_the_class()
    {
        var model = Regressor([4], Dense(8));
        Names(
            model with { Class = model.Class with { Members = EquatableArray.Of("Dense1") } },
            "features", "dense2Weight", "dense2Bias", "dense2", "targets", "batchLoss");
    }

    [Theory]
    [InlineData("batch", "batch2")]
    [InlineData("Model", "model2")]
    [InlineData("workspace", "workspace2")]
    [InlineData("weightDecay", "weightDecay2")]
    [InlineData("dropoutRate1", "dropoutRate12")]
    [InlineData("dropoutRate2", "dropoutRate2")]
    [InlineData("labels", "labels2")]
    [InlineData("class", "class")]
    [InlineData("層", "層")]
    public void Names_that_the_emitted_code_uses_get_a_number(string name, string node) => Names(
        Classifier([4], Dropout(0.5, name), Dense(3)), "features", node, "dense1Weight", "dense1Bias", "dense1", "labels", "batchLoss");

    [Fact]
    public void A_layer_named_as_anothers_parameter_gets_a_number() => Names(
        Regressor([4], Dense(2, "a"), Dense(2, "aWeight"), Dense(2, "aLinear"), Relu),
        "features", "aWeight", "aBias", "a", "aWeightWeight", "aWeightBias", "aWeight2", "aLinearWeight", "aLinearBias", "aLinearLinear", "aLinear",
        "targets", "batchLoss");

    [Fact]
    public void The_input_may_be_named()
    {
        var model = Regressor([4], Dense(1));
        Assert.Equal("pixels", Lowering.Lower(model with { Input = model.Input! with { Name = "Pixels" } }).Nodes[0].Name);
    }

    [Fact]
    public void Positions_are_those_of_the_attributes()
        => Assert.Equal([0, 1, 1, 1, 2, 3, 3, 3, 4, 4], Lowering.Lower(Classifier([4], Dense(8), Relu, Dense(3))).Nodes.Select(node => node.Position));

    [Fact]
    public void Dropout_layers_are_told_apart_by_their_index()
        => Assert.Equal([0, 1], Lowering.Lower(Regressor([4], Dropout(0.5), Dense(1), Dropout(0.5))).Nodes.Select(node => node.Op).OfType<DropoutOp>().Select(op => op.Index));

    [Fact]
    public void Output_and_loss_are_known()
    {
        var graph = Lowering.Lower(Classifier([4], Dense(3), Dropout(0.5)));
        Assert.Equal("dropout1", graph.Nodes[graph.Output].Name);
        Assert.Equal("batchLoss", graph.Nodes[graph.Loss].Name);
    }

    private static void Names(ModelDeclaration model, params string[] names)
    {
        var graph = Lowering.Lower(model);
        Assert.Null(GraphVerifier.Verify(graph));
        Assert.Equal(names, graph.Nodes.Select(node => node.Name));
    }

    private static void Lowers(ModelDeclaration model, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n"), GraphPrinter.Print(Lowering.Lower(model)));
}
