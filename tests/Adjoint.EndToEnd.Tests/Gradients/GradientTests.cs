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
    };

    public static TheoryData<string, int> ModelsAndBatches
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var model in Cases.Keys)
            {
                foreach (var batch in (int[])[1, 2, 5, 33])
                {
                    data.Add(model, batch);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ModelsAndBatches))]
    public void GradientsAreTheDerivatives(string model, int batch)
    {
        var worst = Cases[model](batch);
        output.WriteLine($"{worst:0.0E0} of the tensor's largest derivative");
        Assert.True(worst < Tolerance, $"a gradient of {model} is off by {worst:0.0E0} of the tensor's largest derivative");
    }

    [Fact]
    public void EveryModelHereIsChecked() =>
        Assert.Equal(
            typeof(GradientTests).Assembly.GetTypes().Where(type => type.Namespace == typeof(GradientTests).Namespace && type.IsDefined(typeof(ModelAttribute), false)).Select(type => type.Name).Order(),
            Cases.Keys.Order());

    private static double Worst(Classifier<int> model, int batch) =>
        Worst(model, batch, Numbers.Below(batch, model.Layout.Outputs, batch), label => label);

    private static double Worst(Classifier<Color> model, int batch)
    {
        // Class numbers ascend by value.
        var colors = Enum.GetValues<Color>().OrderBy(color => (int)color).ToArray();
        return Worst(model, batch, [.. Numbers.Below(batch, colors.Length, batch).Select(label => colors[label])], label => Array.IndexOf(colors, label));
    }

    private static double Worst(Regressor model, int batch) =>
        Worst(model, batch, Numbers.Floats(batch, batch * model.Layout.Outputs), label => label);

    private static double Worst<TLabel>(Network<TLabel> model, int batch, TLabel[] labels, Func<TLabel, double> target)
        where TLabel : unmanaged
    {
        const int dropoutSeed = 5;
        var chain = Chain.Of(model.GetType());
        for (var seed = 0; ; seed++)
        {
            var inputs = Numbers.Floats(seed, batch * chain.Inputs);
            var interpreter = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), dropoutSeed);
            Assert.True(seed < 200, "no inputs away from the kinks");
            if (interpreter.NearestKink() < 1e-4)
            {
                continue;
            }

            var expected = interpreter.Gradients();
            if (expected.Any(tensor => tensor.All(value => value == 0)))
            {
                // Relu and dropout left nothing to compare.
                continue;
            }

            var (loss, actual) = model.StepGradients(inputs, labels, dropoutSeed);
            Assert.Equal(interpreter.Loss(), loss, 1e-5 * Math.Max(1, Math.Abs(loss)));
            return expected.Zip(actual, Numbers.RelativeDifference).Max();
        }
    }
}
