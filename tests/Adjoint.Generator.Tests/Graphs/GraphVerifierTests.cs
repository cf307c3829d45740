using Adjoint.Generator.Graphs;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Graphs;

/// <summary>Each thing that the verifier looks for, on a graph that has it.</summary>
public class GraphVerifierTests
{
    private static readonly Node Input = Of(0, new InputOp(EquatableArray.Of(4)), "x");
    private static readonly Node Relu = Of(1, new ActivationOp(Activations.Relu), "y", 0);

    [Fact]
    public void A_good_graph() => Assert.Null(Verify(1, 1, Input, Relu));

    [Fact]
    public void A_wrong_id() => Assert.Equal("node 1 has the id 7", Verify(0, 0, Input, Relu with { Id = 7 }));

    [Fact]
    public void A_wrong_number_of_inputs() => Assert.Equal("Relu 'y' has 2 inputs, expected 1", Verify(1, 1, Input, Relu with { Inputs = EquatableArray.Of(0, 0) }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void An_input_that_does_not_come_before(int input)
        => Assert.Equal("Relu 'y' uses a node that does not come before it", Verify(1, 1, Input, Relu with { Inputs = EquatableArray.Of(input) }));

    [Fact]
    public void A_name_twice() => Assert.Equal("two nodes are named 'x'", Verify(1, 1, Input, Relu with { Name = "x" }));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_output_or_loss_that_is_no_node(int node)
    {
        Assert.Equal("the output is not a node", Verify(node, 1, Input, Relu));
        Assert.Equal("the loss is not a node", Verify(1, node, Input, Relu));
    }

    [Fact]
    public void The_builder_keeps_names_apart()
    {
        var builder = new GraphBuilder();
        builder.Reserve("b");
        foreach (var name in new[] { "a", "a", "a", "a2", "b" })
        {
            builder.Add(new InputOp(EquatableArray.Of(1)), name, 0);
        }

        builder.Release("b");
        builder.Add(new InputOp(EquatableArray.Of(1)), "b", 0);
        Assert.Equal(["a", "a2", "a3", "a22", "b2", "b"], builder.Nodes.Select(node => node.Name));
    }

    private static Node Of(int id, Op op, string name, params int[] inputs) => new(id, op, inputs.ToEquatableArray(), name, 0);

    private static string? Verify(int output, int loss, params Node[] nodes) => GraphVerifier.Verify(new Graph(nodes.ToEquatableArray(), output, loss));
}
