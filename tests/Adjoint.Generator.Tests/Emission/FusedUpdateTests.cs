using Adjoint.Generator.Tests.Support;
using Adjoint.Shared;

namespace Adjoint.Generator.Tests.Emission;

/// <summary>Large weights are updated while their gradient is computed, where nothing else needs it.</summary>
public class FusedUpdateTests
{
    [Theory]
    [InlineData("FusedAdam", "Adam")]
    [InlineData("FusedSgd", "Sgd(WeightDecay = 0.1)")]
    [InlineData("FusedAdamWDecayWeightsOnly", "AdamW(DecayWeightsOnly = true)")]
    [InlineData("FusedNAdam", "NAdam, AverageWeights")]
    public void The_step_of(string name, string optimizer)
    {
        var run = Run($"Input(1024, Name = \"pixels\"), Dense(512, Name = \"hidden\"), Relu, Dense(1024, Name = \"wide\"), Tanh, Dense(10), MeanSquaredError, {optimizer}");
        Snapshot.Verify($"{name}#Net.Update.g", run.File(".Update.g.cs"));
    }

    [Fact]
    public void The_backward_pass_and_the_memory()
    {
        var run = Run("Input(1024, Name = \"pixels\"), Dense(512, Name = \"hidden\"), Relu, Dense(1024, Name = \"wide\"), Tanh, Dense(10), MeanSquaredError, Adam");
        Snapshot.Verify("Fused#Net.Backward.g", run.File(".Backward.g.cs"));
        Snapshot.Verify("Fused#Net.Batches.g", run.File(".Batches.g.cs"));
    }

    [Theory]
    [InlineData("Dense(512), MeanSquaredError, Adam", true)]
    [InlineData("Dense(512, Bias = false), LayerNorm, MeanSquaredError, RmsProp(Centered = true), AverageWeights", true)]
    [InlineData("Dense(511), MeanSquaredError, Adam", false)] // small
    [InlineData("Dense(512), MeanSquaredError, Adam, ClipNorm(1)", false)]
    [InlineData("Dense(512), MeanSquaredError, Adam, ClipValue(1)", false)]
    [InlineData("Dense(512), MeanSquaredError, Adam, Accumulate(2)", false)]
    [InlineData("Dense(512), MeanSquaredError, Adam, Accumulate(1)", true)]
    [InlineData("Dense(512), MeanSquaredError, Lamb", false)] // needs the norms of whole tensors
    [InlineData("Dense(512, Frozen = true), Dense(3), MeanSquaredError, Adam", false)]
    [InlineData("Dense(512), MeanSquaredError, Adam, Profile", false)] // tells gradients and update apart
    public void Which_weights(string words, bool isFused)
    {
        var run = Run($"Input(1024), {words}");
        Assert.Equal(isFused, run.File(".Update.g.cs").Contains("WeightGradient<S1024x512>", StringComparison.Ordinal));
        Assert.Equal(isFused, run.File(".Update.g.cs").Contains("WriteGradients", StringComparison.Ordinal));
        Assert.Equal(isFused, run.File(".Backward.g.cs").Contains("left to the update", StringComparison.Ordinal));
        Assert.DoesNotContain(isFused ? "BackwardWeight<S1024x512>" : "left to the update", run.File(".Backward.g.cs"), StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string words)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, {words}] public partial class Net;");
        run.AssertClean();
        return run;
    }
}
