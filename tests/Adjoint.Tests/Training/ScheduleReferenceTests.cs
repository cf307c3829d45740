using System.Text.Json;
using Adjoint.Tests.Reference;

namespace Adjoint.Tests.Training;

/// <summary>The rates of 160 updates against PyTorch's schedulers; see <c>tests/reference/schedules_reference.py</c>.</summary>
public class ScheduleReferenceTests
{
    private const int Steps = 160;

    private static readonly JsonElement File = ReferenceValues.ReadJson("schedules.json");

    // Eight iterations to an epoch.
    private static readonly TrainingPlan Plan = new(8 * 25, 25, 20.Epochs());

    private static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["constant"] = Schedule.Constant.Times(0.3).For(40.Iterations()).Then(Schedule.Constant),
        ["linear"] = Schedule.Warmup(50.Iterations()),
        ["linear 0.1 0.8"] = Schedule.Linear(77.Iterations(), 0.1, 0.8),
        ["step"] = Schedule.Step(30.Iterations()),
        ["step 0.7"] = Schedule.Step(7.Iterations(), 0.7),
        ["multi-step"] = Schedule.MultiStep(0.2, 30.Iterations(), 10.Epochs(), 81.Iterations(), 17.Epochs() + (Amount)4.Iterations()),
        ["exponential"] = Schedule.Exponential(0.97, 1.Iterations()),
        ["cosine"] = Schedule.Cosine((Steps - 1).Iterations()),
        ["cosine 1e-4"] = Schedule.Cosine((Steps - 1).Iterations(), minimum: 1e-4),
        ["restarts"] = Schedule.CosineRestarts(23.Iterations()),
        ["restarts 10 2 1e-3"] = Schedule.CosineRestarts(10.Iterations(), growth: 2, minimum: 1e-3),
        ["restarts 4 3"] = Schedule.CosineRestarts(4.Iterations(), growth: 3),
        ["polynomial"] = Schedule.Polynomial(15.Epochs()),
        ["polynomial 2.5"] = Schedule.Polynomial(150.Iterations(), power: 2.5),
        ["one cycle"] = Schedule.OneCycle(20.Epochs()),
        ["one cycle linear"] = Schedule.OneCycle(Steps.Iterations(), 0.23, Annealing.Linear, 10, 100),
        ["one cycle in three"] = Schedule.OneCycle(Steps.Iterations(), 0.37, isThreePhase: true),
        ["warm-up then cosine"] = Schedule.Warmup(20.Iterations(), 0.01).Then(Schedule.Cosine(139.Iterations(), 1e-5)),
        ["three in sequence"] = Schedule.Warmup(15.Iterations(), 0.1).Then(Schedule.Step(20.Iterations(), 0.5).For(85.Iterations()))
            .Then(Schedule.Exponential(0.9, 1.Iterations())),
        ["cosine by epochs"] = Schedule.Cosine(20.Epochs()).EachEpoch(),
        ["exponential by epochs"] = Schedule.Exponential(0.9, 1.Epochs()).EachEpoch(),
        ["step by epochs"] = Schedule.Step(3.Epochs()),
        ["multi-step by epochs"] = Schedule.MultiStep(0.1, 4.Epochs(), 9.Epochs(), 15.Epochs()),
        ["warm-up then cosine by epochs"] = Schedule.Warmup(4.Epochs(), 0.25).Then(Schedule.Cosine(15.Epochs())).EachEpoch(),
    };

    private static readonly Dictionary<string, ReduceOnPlateau> Plateaus = new()
    {
        ["defaults"] = Schedule.ReduceOnPlateau(10.Epochs()),
        ["patience 3, cooldown 5"] = Schedule.ReduceOnPlateau(3.Epochs(), 0.5, threshold: 1e-3, cooldown: 5.Epochs()),
        ["absolute, with a minimum"] = Schedule.ReduceOnPlateau(2.Epochs(), 0.3, threshold: 0.005, isThresholdRelative: false, minimum: 1e-3),
        ["highest"] = Schedule.ReduceOnPlateau(4.Epochs(), metric: ValidationMetric.Accuracy, cooldown: 16.Iterations()),
        ["highest, absolute"] = Schedule.ReduceOnPlateau(0.Epochs(), 0.9, ValidationMetric.Accuracy, 0.01, isThresholdRelative: false),
        ["the smallest change"] = Schedule.ReduceOnPlateau(8.Iterations(), 0.5, leastChange: 1e-3),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    public static TheoryData<string> PlateauNames => [.. Plateaus.Keys];

    [Fact]
    public void Every_case_is_compared()
    {
        Assert.Equal(File.GetProperty("rates").EnumerateObject().Select(item => item.Name).Order(), Schedules.Keys.Order());
        Assert.Equal(File.GetProperty("plateaus").EnumerateArray().Select(item => item.Text("name")).Order(), Plateaus.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rates_are_PyTorchs(string name)
    {
        var expected = File.GetProperty("rates").Doubles(name);
        Assert.Equal(Steps, expected.Length);
        for (var t = 0; t < Steps; t++)
        {
            var actual = Schedules[name].At(t.Iterations(), Plan, File.Double("base"));
            var error = expected[t] == 0 ? Math.Abs(actual) : Math.Abs((actual / expected[t]) - 1);
            Assert.True(error <= 1e-12, $"update {t}: {actual:R}, expected {expected[t]:R}: off by {error:G3} of it");
        }
    }

    [Theory]
    [MemberData(nameof(PlateauNames))]
    public void Plateaus_are_PyTorchs(string name)
    {
        var values = File.GetProperty("plateaus").EnumerateArray().Single(item => item.Text("name") == name);
        var (metric, expected) = (values.Doubles("values"), values.Doubles("rates"));
        var plateau = Plateaus[name];
        var state = plateau.Start(File.Double("base"));
        for (var epoch = 1; epoch <= expected.Length; epoch++)
        {
            state = plateau.Observe(state, metric[epoch - 1], Plan.ToIterations(epoch.Epochs()), Plan);
            Assert.Equal(expected[epoch - 1], state.Rate, 1e-12 * expected[epoch - 1]);
        }

        // The case is one in which something happens.
        Assert.True(state.Rate < File.Double("base"));
    }
}
