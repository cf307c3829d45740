using Adjoint.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>
/// Five updates by each optimizer with each of its options against its formula in double: that the attribute's numbers and defaults reach the kernel, each in its
/// place. The gradient comes from a model of the same chain whose own step shows it.
/// </summary>
public class FormulaTests(ITestOutputHelper output)
{
    // Of the tensor's largest magnitude after each update: both start anew from the same float32 gradients, and a step is some roundings.
    private const double Tolerance = 1e-6;

    private static readonly Func<Regressor>[] Makers =
    [
        () => new FormulaSgdDefault(1),
        () => new FormulaSgdDampening(1),
        () => new FormulaSgdDampeningAlone(1),
        () => new FormulaSgdNesterov(1),
        () => new FormulaAdamDefault(1),
        () => new FormulaAdamAmsGrad(1),
        () => new FormulaAdamWDefault(1),
        () => new FormulaAdamWAmsGrad(1),
        () => new FormulaNAdamDefault(1),
        () => new FormulaNAdam(1),
        () => new FormulaRAdamDefault(1),
        () => new FormulaRAdam(1),
        () => new FormulaRAdamRectified(1),
        () => new FormulaRmsPropDefault(1),
        () => new FormulaRmsProp(1),
        () => new FormulaRmsPropMomentum(1),
        () => new FormulaRmsPropCentered(1),
        () => new FormulaRmsPropAll(1),
        () => new FormulaAdagradDefault(1),
        () => new FormulaAdagrad(1),
        () => new FormulaAdadeltaDefault(1),
        () => new FormulaAdadelta(1),
        () => new FormulaLionDefault(1),
        () => new FormulaLion(1),
        () => new FormulaLambDefault(1),
        () => new FormulaLamb(1),
    ];

    public static TheoryData<string> Names => [.. Makers.Select(make => make().GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FiveUpdatesFollowTheFormula(string name)
    {
        var model = Makers.Select(make => make()).Single(model => model.GetType().Name == name);
        var reference = ReferenceOptimizer.Of(model.GetType());
        var (inputs, targets) = (Numbers.Floats(1, 3 * 6), Numbers.Floats(2, 2 * 6));
        var training = model.Train(Dataset.From(inputs, targets, rows: 6));
        var expected = model.Doubles().ToArray();
        var worst = 0.0;
        for (var step = 1; step <= 5; step++)
        {
            reference.Update(expected, OptimizerTests.GradientsAt(expected, inputs, targets));

            training.Step(inputs, targets);

            var difference = expected.Zip(model.Doubles(), Numbers.RelativeDifference).Max();
            Assert.True(difference < Tolerance * step, $"update {step} is off by {difference:0.0E0}");
            worst = Math.Max(worst, difference);
        }

        output.WriteLine($"{worst:0.0E0} of the tensor's largest number");
    }

    [Fact]
    public void EveryOptimizerIsFollowed() => Assert.Equal(
        typeof(OptimizerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OptimizerAttribute))).Select(type => type.Name).Order(),
        Makers.Select(make => make().GetType().GetCustomAttributes(false).Single(word => word is OptimizerAttribute).GetType().Name).Distinct().Order());

    [Fact]
    public void TwoFitsWithNAdamAreOneLongOne()
    {
        // The product of the momenta is not in the optimizer's memory: the second trainer finds it again, to the bit.
        var (whole, parts) = (new FormulaNAdam(1), new FormulaNAdam(1));
        var data = Sets.Pairs(10);
        TrainingOptions<float> Epochs(int count) => new() { Epochs = count, BatchSize = 4, Seed = 3 };
        whole.Fit(data, Epochs(30));

        parts.Fit(data, Epochs(1));
        parts.Fit(data, Epochs(9));
        parts.Fit(data, Epochs(20));

        Assert.Equal(whole.Bits(), parts.Bits());
    }
}
