using Adjoint.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Gradients;

/// <summary>
/// Every derivative that generated code computes, by every parameter of every model, against central differences of the same loss in double.
/// </summary>
public class GradientTests(ITestOutputHelper output)
{
    // Of the tensor's largest magnitude: the worst of these models is off by 1.5e-6, as sums of up to 65 terms in float32 are.
    private const double Tolerance = 1e-5;

    // Below this a derivative is the noise of a difference quotient.
    private const double Nothing = 1e-9;

    private static readonly Dictionary<string, Func<int, double>> Cases = new()
    {
        [nameof(LinearScores)] = batch => Worst(new LinearScores(1), batch),
        [nameof(LinearColors)] = batch => Worst(new LinearColors(1), batch),
        [nameof(LinearValue)] = batch => Worst(new LinearValue(1), batch),
        [nameof(AllOnes)] = batch => Worst(new AllOnes(1), batch),
        [nameof(NoActivations)] = batch => Worst(new NoActivations(1), batch),
        [nameof(ReluChain)] = batch => Worst(new ReluChain(1), batch),
        [nameof(TanhChain)] = batch => Worst(new TanhChain(1), batch),
        [nameof(SigmoidChain)] = batch => Worst(new SigmoidChain(1), batch),
        [nameof(GeluChain)] = batch => Worst(new GeluChain(1), batch),
        [nameof(FlatImage)] = batch => Worst(new FlatImage(1), batch),
        [nameof(LastAxis)] = batch => Worst(new LastAxis(1), batch),
        [nameof(LastAxisTwice)] = batch => Worst(new LastAxisTwice(1), batch),
        [nameof(FlatAlready)] = batch => Worst(new FlatAlready(1), batch),
        [nameof(ReluOfInput)] = batch => Worst(new ReluOfInput(1), batch),
        [nameof(TanhOfInput)] = batch => Worst(new TanhOfInput(1), batch),
        [nameof(SigmoidOfInput)] = batch => Worst(new SigmoidOfInput(1), batch),
        [nameof(GeluOfInput)] = batch => Worst(new GeluOfInput(1), batch),
        [nameof(ActivationsInARow)] = batch => Worst(new ActivationsInARow(1), batch),
        [nameof(RelusInARow)] = batch => Worst(new RelusInARow(1), batch),
        [nameof(SigmoidOutputs)] = batch => Worst(new SigmoidOutputs(1), batch),
        [nameof(GeluScores)] = batch => Worst(new GeluScores(1), batch),
        [nameof(Deep)] = batch => Worst(new Deep(1), batch),
        [nameof(DropoutChain)] = batch => Worst(new DropoutChain(1), batch),
        [nameof(DropoutOfInput)] = batch => Worst(new DropoutOfInput(1), batch),
        [nameof(Dropouts)] = batch => Worst(new Dropouts(1), batch),
        [nameof(DropoutOfScores)] = batch => Worst(new DropoutOfScores(1), batch),
        [nameof(Everything)] = batch => Worst(new Everything(1), batch),
        [nameof(LeakyReluChain)] = batch => Worst(new LeakyReluChain(1), batch),
        [nameof(LeakyReluOfInput)] = batch => Worst(new LeakyReluOfInput(1), batch),
        [nameof(LeakyReluSteepChain)] = batch => Worst(new LeakyReluSteepChain(1), batch),
        [nameof(LeakyReluSteepOfInput)] = batch => Worst(new LeakyReluSteepOfInput(1), batch),
        [nameof(EluChain)] = batch => Worst(new EluChain(1), batch),
        [nameof(EluOfInput)] = batch => Worst(new EluOfInput(1), batch),
        [nameof(EluWideChain)] = batch => Worst(new EluWideChain(1), batch),
        [nameof(EluWideOfInput)] = batch => Worst(new EluWideOfInput(1), batch),
        [nameof(SeluChain)] = batch => Worst(new SeluChain(1), batch),
        [nameof(SeluOfInput)] = batch => Worst(new SeluOfInput(1), batch),
        [nameof(GeluTanhChain)] = batch => Worst(new GeluTanhChain(1), batch),
        [nameof(GeluTanhOfInput)] = batch => Worst(new GeluTanhOfInput(1), batch),
        [nameof(SiluChain)] = batch => Worst(new SiluChain(1), batch),
        [nameof(SiluOfInput)] = batch => Worst(new SiluOfInput(1), batch),
        [nameof(HardSigmoidChain)] = batch => Worst(new HardSigmoidChain(1), batch),
        [nameof(HardSigmoidOfInput)] = batch => Worst(new HardSigmoidOfInput(1), batch),
        [nameof(HardTanhChain)] = batch => Worst(new HardTanhChain(1), batch),
        [nameof(HardTanhOfInput)] = batch => Worst(new HardTanhOfInput(1), batch),
        [nameof(HardTanhNarrowChain)] = batch => Worst(new HardTanhNarrowChain(1), batch),
        [nameof(HardTanhNarrowOfInput)] = batch => Worst(new HardTanhNarrowOfInput(1), batch),
        [nameof(SoftplusChain)] = batch => Worst(new SoftplusChain(1), batch),
        [nameof(SoftplusOfInput)] = batch => Worst(new SoftplusOfInput(1), batch),
        [nameof(SoftplusSharpChain)] = batch => Worst(new SoftplusSharpChain(1), batch),
        [nameof(SoftplusSharpOfInput)] = batch => Worst(new SoftplusSharpOfInput(1), batch),
        [nameof(MishChain)] = batch => Worst(new MishChain(1), batch),
        [nameof(MishOfInput)] = batch => Worst(new MishOfInput(1), batch),
        [nameof(HardSwishChain)] = batch => Worst(new HardSwishChain(1), batch),
        [nameof(HardSwishOfInput)] = batch => Worst(new HardSwishOfInput(1), batch),
        [nameof(SoftmaxChain)] = batch => Worst(new SoftmaxChain(1), batch),
        [nameof(SoftmaxOfInput)] = batch => Worst(new SoftmaxOfInput(1), batch),
        [nameof(LogSoftmaxChain)] = batch => Worst(new LogSoftmaxChain(1), batch),
        [nameof(LogSoftmaxOfInput)] = batch => Worst(new LogSoftmaxOfInput(1), batch),
        [nameof(SoftmaxOfAxes)] = batch => Worst(new SoftmaxOfAxes(1), batch),
        [nameof(LogSoftmaxOfAxes)] = batch => Worst(new LogSoftmaxOfAxes(1), batch),
        [nameof(SoftmaxTwice)] = batch => Worst(new SoftmaxTwice(1), batch),
        [nameof(Reshaped)] = batch => Worst(new Reshaped(1), batch),
        [nameof(ReshapedInput)] = batch => Worst(new ReshapedInput(1), batch),
        [nameof(ReshapedOutput)] = batch => Worst(new ReshapedOutput(1), batch),
        [nameof(Scaled)] = batch => Worst(new Scaled(1), batch),
        [nameof(ScaledAxes)] = batch => Worst(new ScaledAxes(1), batch),
        [nameof(Biasless)] = batch => Worst(new Biasless(1), batch),
        [nameof(BiaslessRelu)] = batch => Worst(new BiaslessRelu(1), batch),
        [nameof(BiaslessFirst)] = batch => Worst(new BiaslessFirst(1), batch),
        [nameof(InitialisedSmall)] = batch => Worst(new InitialisedSmall(1), batch),
        [nameof(InitialisedLarge)] = batch => Worst(new InitialisedLarge(1), batch),
        [nameof(SmoothedLoss)] = batch => Worst(new SmoothedLoss(1), batch),
        [nameof(SmoothedLossOfMany)] = batch => Worst(new SmoothedLossOfMany(1), batch),
        [nameof(MostlySmoothedLoss)] = batch => Worst(new MostlySmoothedLoss(1), batch),
        [nameof(MostlySmoothedLossOfMany)] = batch => Worst(new MostlySmoothedLossOfMany(1), batch),
        [nameof(MeanAbsoluteLoss)] = batch => Worst(new MeanAbsoluteLoss(1), batch),
        [nameof(MeanAbsoluteLossOfMany)] = batch => Worst(new MeanAbsoluteLossOfMany(1), batch),
        [nameof(HuberLoss)] = batch => Worst(new HuberLoss(1), batch),
        [nameof(HuberLossOfMany)] = batch => Worst(new HuberLossOfMany(1), batch),
        [nameof(HuberNarrowLoss)] = batch => Worst(new HuberNarrowLoss(1), batch),
        [nameof(HuberNarrowLossOfMany)] = batch => Worst(new HuberNarrowLossOfMany(1), batch),
        [nameof(SmoothL1Loss)] = batch => Worst(new SmoothL1Loss(1), batch),
        [nameof(SmoothL1LossOfMany)] = batch => Worst(new SmoothL1LossOfMany(1), batch),
        [nameof(SmoothL1NarrowLoss)] = batch => Worst(new SmoothL1NarrowLoss(1), batch),
        [nameof(SmoothL1NarrowLossOfMany)] = batch => Worst(new SmoothL1NarrowLossOfMany(1), batch),
        [nameof(SmoothL1SharpLoss)] = batch => Worst(new SmoothL1SharpLoss(1), batch),
        [nameof(SmoothL1SharpLossOfMany)] = batch => Worst(new SmoothL1SharpLossOfMany(1), batch),
        [nameof(LogCoshLoss)] = batch => Worst(new LogCoshLoss(1), batch),
        [nameof(LogCoshLossOfMany)] = batch => Worst(new LogCoshLossOfMany(1), batch),
        [nameof(HingeLoss)] = batch => Worst(new HingeLoss(1), batch),
        [nameof(HingeLossOfMany)] = batch => Worst(new HingeLossOfMany(1), batch),
        [nameof(PoissonLoss)] = batch => Worst(new PoissonLoss(1), batch),
        [nameof(PoissonLossOfMany)] = batch => Worst(new PoissonLossOfMany(1), batch),
        [nameof(KullbackLeiblerLoss)] = batch => Worst(new KullbackLeiblerLoss(1), batch),
        [nameof(KullbackLeiblerLossOfMany)] = batch => Worst(new KullbackLeiblerLossOfMany(1), batch),
        [nameof(MeanAbsoluteLossOfOne)] = batch => Worst(new MeanAbsoluteLossOfOne(1), batch),
        [nameof(HuberLossOfOne)] = batch => Worst(new HuberLossOfOne(1), batch),
        [nameof(HuberNarrowLossOfOne)] = batch => Worst(new HuberNarrowLossOfOne(1), batch),
        [nameof(SmoothL1LossOfOne)] = batch => Worst(new SmoothL1LossOfOne(1), batch),
        [nameof(SmoothL1NarrowLossOfOne)] = batch => Worst(new SmoothL1NarrowLossOfOne(1), batch),
        [nameof(SmoothL1SharpLossOfOne)] = batch => Worst(new SmoothL1SharpLossOfOne(1), batch),
        [nameof(LogCoshLossOfOne)] = batch => Worst(new LogCoshLossOfOne(1), batch),
        [nameof(HingeLossOfOne)] = batch => Worst(new HingeLossOfOne(1), batch),
        [nameof(PoissonLossOfOne)] = batch => Worst(new PoissonLossOfOne(1), batch),
        [nameof(LayerNormChain)] = batch => Worst(new LayerNormChain(1), batch),
        [nameof(LayerNormOfInput)] = batch => Worst(new LayerNormOfInput(1), batch),
        [nameof(LayerNormOfAxes)] = batch => Worst(new LayerNormOfAxes(1), batch),
        [nameof(LayerNormWithEpsilon)] = batch => Worst(new LayerNormWithEpsilon(1), batch),
        [nameof(LayerNormOfScores)] = batch => Worst(new LayerNormOfScores(1), batch),
        [nameof(RmsNormChain)] = batch => Worst(new RmsNormChain(1), batch),
        [nameof(RmsNormOfInput)] = batch => Worst(new RmsNormOfInput(1), batch),
        [nameof(RmsNormOfAxes)] = batch => Worst(new RmsNormOfAxes(1), batch),
        [nameof(RmsNormWithEpsilon)] = batch => Worst(new RmsNormWithEpsilon(1), batch),
        [nameof(BatchNormChain)] = batch => Worst(new BatchNormChain(1), batch),
        [nameof(BatchNormOfInput)] = batch => Worst(new BatchNormOfInput(1), batch),
        [nameof(BatchNormOfAxes)] = batch => Worst(new BatchNormOfAxes(1), batch),
        [nameof(BatchNormWithEpsilon)] = batch => Worst(new BatchNormWithEpsilon(1), batch),
        [nameof(BatchNormOfScores)] = batch => Worst(new BatchNormOfScores(1), batch),
        [nameof(BatchNormsAndDropout)] = batch => Worst(new BatchNormsAndDropout(1), batch),
        [nameof(FrozenBatchNormChain)] = batch => Worst(new FrozenBatchNormChain(1), batch),
        [nameof(FrozenNorms)] = batch => Worst(new FrozenNorms(1), batch),
        [nameof(FrozenTable)] = batch => Worst(new FrozenTable(1), batch),
        [nameof(EmbeddedWords)] = batch => Worst(new EmbeddedWords(1), batch),
        [nameof(EmbeddedWithPadding)] = batch => Worst(new EmbeddedWithPadding(1), batch),
        [nameof(EmbeddedOne)] = batch => Worst(new EmbeddedOne(1), batch),
        [nameof(EmbeddedAndNormalised)] = batch => Worst(new EmbeddedAndNormalised(1), batch),
        [nameof(KullbackLeiblerLossOfScores)] = batch => Worst(new KullbackLeiblerLossOfScores(1), batch),
        [nameof(YesOrNo)] = batch => Worst(new YesOrNo(1), batch),
        [nameof(YesOrNoOfFew)] = batch => Worst(new YesOrNoOfFew(1), batch),
        [nameof(YesOrNoOfOne)] = batch => Worst(new YesOrNoOfOne(1), batch),
        [nameof(Labels)] = batch => Worst(new Labels(1), batch),
        [nameof(LabelsOfMany)] = batch => Worst(new LabelsOfMany(1), batch),
        [nameof(LabelsOfFew)] = batch => Worst(new LabelsOfFew(1), batch),
        [nameof(LabelsOfFewEach)] = batch => Worst(new LabelsOfFewEach(1), batch),
        [nameof(LabelsOfAxes)] = batch => Worst(new LabelsOfAxes(1), batch),
        [nameof(WeightedClasses)] = batch => Worst(new WeightedClasses(1), batch),
        [nameof(WeightedColors)] = batch => Worst(new WeightedColors(1), batch),
        [nameof(WeightedClassesSmoothed)] = batch => Worst(new WeightedClassesSmoothed(1), batch),
        [nameof(ProbableClasses)] = batch => Worst(new ProbableClasses(1), batch),
        [nameof(ProbableClassesOfMany)] = batch => Worst(new ProbableClassesOfMany(1), batch),
        [nameof(ProbableClassesSmoothed)] = batch => Worst(new ProbableClassesSmoothed(1), batch),
        [nameof(ProbableClassesWeighted)] = batch => Worst(new ProbableClassesWeighted(1), batch),
        [nameof(ProbableClassesInFull)] = batch => Worst(new ProbableClassesInFull(1), batch),
    };

    private static readonly Dictionary<string, Func<int, double>> WeightedCases = new()
    {
        [nameof(ReluChain)] = batch => Worst(new ReluChain(1), batch, areWeighted: true),
        [nameof(LinearColors)] = batch => Worst(new LinearColors(1), batch, areWeighted: true),
        [nameof(Everything)] = batch => Worst(new Everything(1), batch, areWeighted: true),
        [nameof(SmoothedLoss)] = batch => Worst(new SmoothedLoss(1), batch, areWeighted: true),
        [nameof(WeightedClasses)] = batch => Worst(new WeightedClasses(1), batch, areWeighted: true),
        [nameof(WeightedClassesSmoothed)] = batch => Worst(new WeightedClassesSmoothed(1), batch, areWeighted: true),
        [nameof(ProbableClasses)] = batch => Worst(new ProbableClasses(1), batch, areWeighted: true),
        [nameof(ProbableClassesInFull)] = batch => Worst(new ProbableClassesInFull(1), batch, areWeighted: true),
        [nameof(YesOrNo)] = batch => Worst(new YesOrNo(1), batch, areWeighted: true),
        [nameof(YesOrNoOfFew)] = batch => Worst(new YesOrNoOfFew(1), batch, areWeighted: true),
        [nameof(LabelsOfFewEach)] = batch => Worst(new LabelsOfFewEach(1), batch, areWeighted: true),
        [nameof(LabelsOfMany)] = batch => Worst(new LabelsOfMany(1), batch, areWeighted: true),
        [nameof(LinearValue)] = batch => Worst(new LinearValue(1), batch, areWeighted: true),
        [nameof(MeanAbsoluteLoss)] = batch => Worst(new MeanAbsoluteLoss(1), batch, areWeighted: true),
        [nameof(HuberLoss)] = batch => Worst(new HuberLoss(1), batch, areWeighted: true),
        [nameof(SmoothL1Loss)] = batch => Worst(new SmoothL1Loss(1), batch, areWeighted: true),
        [nameof(LogCoshLoss)] = batch => Worst(new LogCoshLoss(1), batch, areWeighted: true),
        [nameof(HingeLoss)] = batch => Worst(new HingeLoss(1), batch, areWeighted: true),
        [nameof(PoissonLoss)] = batch => Worst(new PoissonLoss(1), batch, areWeighted: true),
        [nameof(KullbackLeiblerLoss)] = batch => Worst(new KullbackLeiblerLoss(1), batch, areWeighted: true),
        [nameof(KullbackLeiblerLossOfMany)] = batch => Worst(new KullbackLeiblerLossOfMany(1), batch, areWeighted: true),
    };

    public static TheoryData<string, int> ModelsAndBatches => With(Cases.Keys);

    public static TheoryData<string, int> WeightedModelsAndBatches => With(WeightedCases.Keys);

    [Theory]
    [MemberData(nameof(ModelsAndBatches))]
    public void GradientsAreTheDerivatives(string model, int batch)
    {
        var worst = Cases[model](batch);
        output.WriteLine($"{worst:0.0E0} of the tensor's largest derivative");
        Assert.True(worst < Tolerance, $"a gradient of {model} is off by {worst:0.0E0} of the tensor's largest derivative");
    }

    [Theory]
    [MemberData(nameof(WeightedModelsAndBatches))]
    public void GradientsOfWeightedSamplesAreTheDerivatives(string model, int batch)
    {
        var worst = WeightedCases[model](batch);
        output.WriteLine($"{worst:0.0E0} of the tensor's largest derivative");
        Assert.True(worst < Tolerance, $"a gradient of {model} is off by {worst:0.0E0} of the tensor's largest derivative");
    }

    [Fact]
    public void EveryModelHereIsChecked() =>
        Assert.Equal(
            typeof(GradientTests).Assembly.GetTypes().Where(type => type.Namespace == typeof(GradientTests).Namespace && type.IsDefined(typeof(ModelAttribute), false)).Select(type => type.Name).Order(),
            Cases.Keys.Order());

    private static TheoryData<string, int> With(IEnumerable<string> models)
    {
        var data = new TheoryData<string, int>();
        foreach (var model in models)
        {
            // Of two rows a column that is normalised is ±1 whatever they are, and the derivative by them next to nothing.
            foreach (var batch in model.Contains("BatchNorm") || model == nameof(FrozenTable) ? (int[])[4, 5, 33] : [1, 2, 5, 33])
            {
                data.Add(model, batch);
            }
        }

        return data;
    }

    private static double Worst(Classifier<int> model, int batch, bool areWeighted = false) =>
        Worst(model, batch, Numbers.Below(batch, model.Layout.Outputs, batch), label => label, areWeighted);

    private static double Worst(Classifier<Color> model, int batch, bool areWeighted = false)
    {
        // Class numbers ascend by value.
        var colors = Enum.GetValues<Color>().OrderBy(color => (int)color).ToArray();
        return Worst(model, batch, [.. Numbers.Below(batch, colors.Length, batch).Select(label => colors[label])], label => Array.IndexOf(colors, label), areWeighted);
    }

    private static double Worst(Network<float> model, int batch, bool areWeighted = false) =>
        Worst(model, batch, Losses.Targets(Chain.Of(model.GetType()), batch, batch), label => label, areWeighted);

    private static double Worst(Network<bool> model, int batch, bool areWeighted = false) =>
        Worst(model, batch, [.. Losses.Targets(Chain.Of(model.GetType()), batch, batch).Select(label => label > 0)], label => label ? 1 : 0, areWeighted);

    private static double Worst<TLabel>(Network<TLabel> model, int batch, TLabel[] labels, Func<TLabel, double> target, bool areWeighted)
        where TLabel : unmanaged
    {
        const int dropoutSeed = 5;
        var chain = Chain.Of(model.GetType());
        var weights = areWeighted ? Losses.Weights(batch, batch) : null;
        for (var seed = 0; ; seed++)
        {
            var inputs = chain.DrawInputs(seed, batch);
            var interpreter = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), dropoutSeed, weights: weights);
            Assert.True(seed < 200, "no inputs away from the kinks");
            if (interpreter.NearestKink() < 1e-4)
            {
                continue;
            }

            var expected = interpreter.Gradients();
            var trained = expected.Where((_, parameter) => !chain.IsFrozen(parameter)).ToArray();
            if (seed < 100 && trained.Any(tensor => tensor.All(value => Math.Abs(value) < Nothing)))
            {
                // Relu and dropout left nothing to compare. Of a few labels of a loss with a constant slope it may be so for any inputs.
                continue;
            }

            if (seed < 100 && trained.Any(tensor => tensor is [> -0.02 and < 0.02]))
            {
                // A lone derivative that cancels is mostly rounding, and has no larger one beside it.
                continue;
            }

            var prediction = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), weights: weights).Loss();
            var data = Dataset.From(inputs, labels, rows: batch);
            Assert.Equal(prediction, model.Evaluate(weights is null ? data : data.WithWeights(weights)).Loss, 2e-6 * Math.Max(1, Math.Abs(prediction)));
            ReverseModeAgrees(interpreter, expected);

            var (loss, actual) = model.StepGradients(inputs, labels, dropoutSeed, weights);
            Assert.Equal(interpreter.Loss(), loss, 1e-5 * Math.Max(1, Math.Abs(loss)));
            return expected.Zip(actual, (a, b) => a.All(value => Math.Abs(value) < Nothing) ? b.Max(Math.Abs) : Numbers.RelativeDifference(a, b)).Max();
        }
    }

    /// <summary>The judge of the random models is judged here.</summary>
    private static void ReverseModeAgrees(Interpreter interpreter, double[][] expected)
    {
        foreach (var (slow, fast) in expected.Zip(interpreter.Reverse().Gradients))
        {
            // A difference quotient is exact to some 1e-10, however small the derivative.
            Assert.All(slow.Zip(fast), pair => Assert.Equal(pair.First, pair.Second, 1e-8 * Math.Max(1, slow.Max(Math.Abs))));
        }
    }
}
