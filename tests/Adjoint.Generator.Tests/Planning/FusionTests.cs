using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;
using Adjoint.Generator.Vocabulary;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>What is joined into one pass over memory.</summary>
public class FusionTests
{
    [Theory]
    [InlineData("Relu")]
    [InlineData("Tanh")]
    public void Some_activations_go_into_the_product_before_them(string word)
    {
        var activation = Activations.All.Single(activation => activation.Word == word);
        var fused = Fuse(Typed(Classifier([4], Dense(8, "hidden"), Apply(activation), Dense(3))));
        Assert.DoesNotContain(fused.Typed.Nodes, node => node.Op is ActivationOp or LossOp);
        Assert.Equal(activation, ((DenseOp)Node(fused, "hidden").Op).Epilogue);
        Assert.Null(((DenseOp)Node(fused, "dense1").Op).Epilogue);
    }

    [Fact]
    public void The_loss_is_computed_with_its_gradient()
    {
        var fused = Fuse(Typed(Classifier([4], Dense(3))));
        Assert.IsType<LossAndGradientOp>(fused.Typed.Nodes[fused.Typed.Graph.Loss].Op);
        Assert.Equal("dDense1", fused.Typed.Nodes[fused.Typed.Graph.Loss].Name);
        Assert.Equal(fused.Typed.Graph.Loss, fused.ForwardCount);
    }

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Gelu")]
    public void Other_activations_stay(string word)
    {
        var fused = Fuse(Typed(Regressor([4], Dense(8), Apply(Activations.All.Single(activation => activation.Word == word)))));
        Assert.Contains(fused.Typed.Nodes, node => node.Op is ActivationOp);
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    public void The_gradient_of_an_activation_goes_into_the_product_that_brings_it(string word)
    {
        var fused = Fuse(Typed(Classifier([4], Dense(8, "hidden"), Apply(Activations.All.Single(activation => activation.Word == word)), Dense(3, "logits"))));
        Assert.DoesNotContain(fused.Typed.Nodes, node => node.Op is ActivationGradientOp);
        var gradient = Node(fused, "dHiddenLinear");
        Assert.Equal(word, ((DenseInputGradientOp)gradient.Op).Activation?.Word);
        Assert.Equal(["dLogits", "logitsWeight", "hidden"], gradient.Inputs.Select(input => fused.Typed.Nodes[input].Name));
        Assert.Equal("logits", fused.Typed.Nodes[gradient.GradientOf].Name);
    }

    [Fact]
    public void Not_where_the_gradient_is_made_of_the_argument()
    {
        var fused = Fuse(Typed(Regressor([4], Dense(8), Gelu, Dense(3))));
        Assert.Contains(fused.Typed.Nodes, node => node.Op is ActivationGradientOp);
        Assert.All(fused.Typed.Nodes.Where(node => node.Op is DenseInputGradientOp), node => Assert.Null(((DenseInputGradientOp)node.Op).Activation));
    }

    [Fact]
    public void Not_when_two_products_bring_it()
    {
        var dag = new Dag();
        var y = dag.Relu(dag.Dense(dag.Input(4), 4));
        var fused = Fuse(dag.Typed(dag.Add(dag.Dense(y, 3), dag.Dense(y, 3))));
        Assert.Contains(fused.Typed.Nodes, node => node.Op is ActivationGradientOp);
    }

    [Fact]
    public void Not_when_the_products_value_is_used_elsewhere()
    {
        var dag = new Dag();
        var x = dag.Dense(dag.Input(4), 4);
        var fused = Fuse(dag.Typed(dag.Add(x, dag.Relu(x))));
        Assert.Contains(fused.Typed.Nodes, node => node.Op is ActivationOp);
        Assert.All(fused.Typed.Nodes.Where(node => node.Op is DenseOp), node => Assert.Null(((DenseOp)node.Op).Epilogue));
    }

    [Fact]
    public void Not_when_two_activations_read_it()
    {
        var dag = new Dag();
        var x = dag.Dense(dag.Input(4), 4);
        Assert.Equal(2, Fuse(dag.Typed(dag.Add(dag.Relu(x), dag.Relu(x)))).Typed.Nodes.Count(node => node.Op is ActivationOp));
    }

    [Fact]
    public void Not_behind_anything_but_a_product()
        => Assert.Equal(2, Fuse(Typed(Regressor([4], Relu, Dense(8), Relu, Relu))).Typed.Nodes.Count(node => node.Op is ActivationOp));

    [Fact]
    public void Predictions_are_fused_too()
        => Assert.DoesNotContain(Fusion.FusePrediction(PredictionGraph.Of(Typed(Classifier([4], Dense(8), Relu, Dense(3))))).Nodes, node => node.Op is ActivationOp);

    [Fact]
    public void A_product_that_is_the_output_is_not_swallowed()
    {
        // The activation behind it is read by nobody: what the model gives is the product.
        var dag = new Dag();
        var x = dag.Dense(dag.Input(4), 4);
        dag.Relu(x);
        var prediction = Fusion.FusePrediction(PredictionGraph.Of(dag.Typed(x)));
        Assert.Equal("dense", prediction.Nodes[prediction.Graph.Output].Name);
    }

    private static TrainingGraph Fuse(TypedGraph typed)
    {
        var fused = Fusion.Fuse(ReverseMode.Differentiate(typed));
        Assert.Null(TrainingVerifier.Verify(fused));
        return fused;
    }

    private static Node Node(TrainingGraph training, string name) => training.Typed.Nodes.Single(node => node.Name == name);
}
