using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Tests.Support;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>Operations counted by hand: a multiply-add is two.</summary>
public class CostsTests
{
    [Fact]
    public void A_chain()
    {
        // Products 2·4·8 and 2·8·3, biases 8 and 3, relu 8.
        var model = Compiler.Compile(Classifier([4], Dense(8), Relu, Dense(3)));
        Assert.Equal((2 * 4 * 8) + 8 + 8 + (2 * 8 * 3) + 3, model.FlopsPerSample);
        // Besides: loss and gradient 5·3, dW 2·8·3, db 3, dx 2·3·8, relu' 2·8, dW 2·4·8, db 8; no gradient of the input.
        Assert.Equal(model.FlopsPerSample + 15 + 48 + 3 + 48 + 16 + 64 + 8, model.TrainingFlopsPerSample);
    }

    [Fact]
    public void What_is_frozen_costs_the_forward_pass_alone()
    {
        // Loss and gradient 5·3, dW 2·8·3, db 3; the frozen layer and all below the lowest trained one have no gradient.
        var head = Compiler.Compile(Classifier([4], Dense(8) with { IsFrozen = true }, Relu, Dense(3)));
        Assert.Equal((2 * 4 * 8) + 8 + 8 + (2 * 8 * 3) + 3, head.FlopsPerSample);
        Assert.Equal(head.FlopsPerSample + 15 + 48 + 3, head.TrainingFlopsPerSample);

        // Through a frozen layer to a trained one: dx 2·3·8, relu' 2·8, dW 2·4·8, db 8.
        var foot = Compiler.Compile(Classifier([4], Dense(8), Relu, Dense(3) with { IsFrozen = true }));
        Assert.Equal(foot.FlopsPerSample + 15 + 48 + 16 + 64 + 8, foot.TrainingFlopsPerSample);
    }

    [Fact]
    public void Frozen_parameters_lie_behind_the_others_and_keep_their_numbers()
    {
        var plan = Compiler.Compile(Classifier([4], Dense(8, "a") with { IsFrozen = true }, Relu, Dense(3, "b"))).Parameters;
        Assert.Equal(["b.weight 0 2", "b.bias 32 3"], plan.Slots.Select(slot => $"{slot.Key} {slot.Offset} {slot.Number}"));
        Assert.Equal(["a.weight 48 0", "a.bias 80 1"], plan.Buffers.Select(slot => $"{slot.Key} {slot.Offset} {slot.Number}"));
        Assert.Equal((48, 27, 40), (plan.Floats, plan.Count, plan.FrozenCount));
        Assert.Equal(["a", "b"], plan.Layers.Select(layer => layer.Key));
    }

    [Fact]
    public void Rows_count_each() => Assert.Equal(6 * ((2 * 4 * 5) + 5), Compiler.Compile(Regressor([2, 3, 4], Dense(5), Flatten)).FlopsPerSample);

    [Fact]
    public void Dropout_costs_in_training_only()
    {
        var plain = Compiler.Compile(Regressor([4], Dense(8), Dense(3)));
        var dropout = Compiler.Compile(Regressor([4], Dense(8), Dropout(0.5), Dense(3)));
        Assert.Equal(plain.FlopsPerSample, dropout.FlopsPerSample);
        Assert.Equal(plain.TrainingFlopsPerSample + 8 + 8, dropout.TrainingFlopsPerSample);
    }

    [Fact]
    public void Views_are_free() => Assert.Equal(
        Compiler.Compile(Regressor([12], Dense(3))).TrainingFlopsPerSample, Compiler.Compile(Regressor([3, 4], Flatten, Flatten, Dense(3))).TrainingFlopsPerSample);

    [Fact]
    public void Single_operations()
    {
        var dag = new Dag();
        var x = dag.Dense(dag.Input(2, 5), 7);
        var typed = dag.Typed(dag.Flatten(dag.Add(x, dag.Relu(x))));
        var training = ReverseMode.Differentiate(typed).Typed;
        long Of(string name) => Costs.Flops(training, training.Nodes.First(node => node.Name == name));
        Assert.Equal(0, Of("x") + Of("denseWeight") + Of("flat") + Of("labels"));
        Assert.Equal(2 * ((2 * 5 * 7) + 7), Of("dense"));
        Assert.Equal(14, Of("relu"));
        Assert.Equal(14, Of("sum"));
        Assert.Equal(3 * 14, Of("batchLoss"));
        Assert.Equal(5 * 14, Of("dFlat"));
        Assert.Equal(2 * 14, Of("dDense"));
        Assert.Equal(2 * 2 * 5 * 7, Of("dDenseWeight"));
        Assert.Equal(14, Of("dDenseBias"));
    }

    [Fact]
    public void Parameters_begin_at_cache_lines()
    {
        var plan = Compiler.Compile(Classifier([4], Dense(8, "a"), Relu, Dense(3, "b"))).Parameters;
        Assert.Equal(
            ["a.weight A.Weight 0 32", "a.bias A.Bias 32 8", "b.weight B.Weight 48 24", "b.bias B.Bias 80 3"],
            plan.Slots.Select(slot => $"{slot.Key} {slot.Property} {slot.Offset} {slot.Length}"));
        Assert.Equal((96, 67), (plan.Floats, plan.Count));
    }
}
