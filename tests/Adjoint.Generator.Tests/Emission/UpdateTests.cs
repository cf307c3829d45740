using Adjoint.Generator.Tests.Support;
using Adjoint.Shared;

namespace Adjoint.Generator.Tests.Emission;

/// <summary>What each optimizer's step looks like, with its options; the whole model compiles with zero diagnostics.</summary>
public class UpdateTests
{
    [Theory]
    [InlineData("Sgd", "Sgd(WeightDecay = 0.1)")]
    [InlineData("SgdNesterov", "Sgd(Momentum = 0.9, Nesterov = true)")]
    [InlineData("SgdDampening", "Sgd(Momentum = 0.9, Dampening = 0.5)")]
    [InlineData("Adam", "Adam")]
    [InlineData("AdamAmsGrad", "Adam(AmsGrad = true)")]
    [InlineData("AdamWAmsGrad", "AdamW(AmsGrad = true, Beta1 = 0.8)")]
    [InlineData("NAdam", "NAdam")]
    [InlineData("RAdam", "RAdam")]
    [InlineData("RmsProp", "RmsProp")]
    [InlineData("RmsPropCentered", "RmsProp(Centered = true)")]
    [InlineData("RmsPropMomentum", "RmsProp(Momentum = 0.5)")]
    [InlineData("RmsPropBoth", "RmsProp(Centered = true, Momentum = 0.5)")]
    [InlineData("Adagrad", "Adagrad(LearningRateDecay = 0.01)")]
    [InlineData("Adadelta", "Adadelta")]
    [InlineData("Lion", "Lion")]
    [InlineData("Lamb", "Lamb")]
    [InlineData("Averaged", "Adam, AverageWeights")]
    public void The_step_of(string name, string optimizer)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, Input(4), Dense(3), MeanSquaredError, {optimizer}] public partial class Net;");
        run.AssertClean();
        Snapshot.Verify($"{name}#Net.Update.g", run.File(".Update.g.cs"));
    }

    [Fact]
    public void One_micro_batch_is_none()
    {
        var (cut, whole) = (Files(", Accumulate(1)"), Files(string.Empty));
        Assert.Equal(whole, cut);
        Assert.NotEqual(whole, Files(", Accumulate(2)"));

        static string[] Files(string word) =>
            [.. GeneratorRun.Of($"using Adjoint; [Model, Input(4), Dense(3), Dropout(0.5), MeanSquaredError, Sgd{word}] public partial class Net;").Files.Select(file => file.SourceText.ToString())];
    }

    [Theory]
    [InlineData("SgdDecayWeightsOnly", "Sgd(WeightDecay = 0.1, DecayWeightsOnly = true)")]
    [InlineData("AdamWDecayWeightsOnly", "AdamW(DecayWeightsOnly = true)")]
    [InlineData("NAdamDecayWeightsOnly", "NAdam(DecayWeightsOnly = true)")]
    [InlineData("LambDecayWeightsOnly", "Lamb(DecayWeightsOnly = true)")]
    public void The_step_that_decays_weights_alone(string name, string optimizer)
    {
        var run = GeneratorRun.Of(
            $"using Adjoint; [Model, Input(4), Dense(8), LayerNorm, Relu, Dense(8, Bias = false), Dense(8, Bias = false), BatchNorm, Dense(3), MeanSquaredError, {optimizer}] public partial class Net;");
        run.AssertClean();
        Snapshot.Verify($"{name}#Net.Update.g", run.File(".Update.g.cs"));
    }

    [Theory]
    [InlineData("Dense(3, Bias = false)", true)]
    [InlineData("Dense(3, Frozen = true), LayerNorm", false)]
    public void Where_all_are_alike_it_is_one_pass(string layers, bool decays)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, Input(4), {layers}, MeanSquaredError, Adam(DecayWeightsOnly = true)] public partial class Net;");
        run.AssertClean();
        var update = run.File(".Update.g.cs");
        Assert.Equal(1, update.Split("Adam.Update(").Length - 1);
        Assert.DoesNotContain("Slice", update, StringComparison.Ordinal);
        Assert.Equal(decays, !update.Contains("weightDecay: 0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CrossEntropy", 0)]
    [InlineData("CrossEntropy(LabelSmoothing = 0.1)", 1)]
    [InlineData("MeanAbsoluteError", 2)]
    [InlineData("Huber(Delta = 2)", 3)]
    [InlineData("SmoothL1(Beta = 0.5)", 4)]
    [InlineData("LogCosh", 5)]
    [InlineData("Hinge", 6)]
    [InlineData("Poisson", 7)]
    [InlineData("KullbackLeibler", 8)]
    [InlineData("CrossEntropy(ClassWeights = new[] { 1.0, 2.0, 0.5 })", 9)]
    [InlineData("CrossEntropy(ClassWeights = new[] { 1.0, 2.0, 0.5 }, LabelSmoothing = 0.1)", 10)]
    [InlineData("CrossEntropy(Probabilities = true)", 11)]
    [InlineData("CrossEntropy(Probabilities = true, ClassWeights = new[] { 1.0, 2.0, 0.5 }, LabelSmoothing = 0.1)", 12)]
    [InlineData("BinaryCrossEntropy", 13)]
    [InlineData("BinaryCrossEntropy(PositiveWeight = 2.5)", 14)]
    public void The_loss(string loss, int number)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, Input(4), Dense(3), {loss}, Sgd] public partial class Net;");
        run.AssertClean();
        Snapshot.Verify($"Loss{number}{loss.Split('(')[0]}#Net.Backward.g", run.File(".Backward.g.cs"));
    }

    [Theory]
    [InlineData("Sgd(Nesterov = true)")]
    [InlineData("Sgd(Nesterov = true, Momentum = 0.9, Dampening = 0.1)")]
    [InlineData("RmsProp(Alpha = 1)")]
    [InlineData("Lion(LearningRate = 0)")]
    [InlineData("Adagrad(LearningRateDecay = -1)")]
    public void A_setting_out_of_range(string optimizer)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, Input(4), Dense(3), MeanSquaredError, {optimizer}] public partial class Net;");
        Assert.Equal(["ADJ0009"], run.Diagnostics().Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("Scale(1e300)")]
    [InlineData("Scale(double.NaN)")]
    [InlineData("LeakyRelu(Slope = 1e39)")]
    [InlineData("HardTanh(Minimum = 2)")]
    [InlineData("Softplus(Beta = 0)")]
    public void A_number_of_a_layer_that_is_none(string layer)
    {
        var run = GeneratorRun.Of($"using Adjoint; [Model, Input(4), {layer}, Dense(3), MeanSquaredError, Sgd] public partial class Net;");
        Assert.Equal(["ADJ0009"], run.Diagnostics().Select(diagnostic => diagnostic.Id));
    }
}
