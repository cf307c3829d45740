using System.Globalization;

namespace Adjoint.Tests.Training;

public class AmountTests
{
    [Fact]
    public void Amounts_of_one_unit_count()
    {
        Assert.Equal(new EpochCount(10), 10.Epochs());
        Assert.Equal(15.Epochs(), 10.Epochs() + 5.Epochs());
        Assert.Equal(3.Epochs(), 10.Epochs() - 7.Epochs());
        Assert.Equal(30.Epochs(), 10.Epochs() * 3);
        Assert.Equal(30.Epochs(), 3 * 10.Epochs());
        Assert.True(2.Epochs() < 3.Epochs() && 3.Epochs() > 2.Epochs() && 2.Epochs() <= 2.Epochs() && 2.Epochs() >= 2.Epochs());
        Assert.False(3.Epochs() < 3.Epochs() || 3.Epochs() > 3.Epochs() || 4.Epochs() <= 3.Epochs() || 3.Epochs() >= 4.Epochs());
        Assert.Equal([1.Epochs(), 2.Epochs()], new[] { 2.Epochs(), 1.Epochs() }.Order());

        Assert.Equal(new IterationCount(500), 500.Iterations());
        Assert.Equal(5_000_000_000, 5_000_000_000L.Iterations().Value);
        Assert.Equal(750.Iterations(), 500.Iterations() + 250.Iterations());
        Assert.Equal(250.Iterations(), 500.Iterations() - 250.Iterations());
        Assert.Equal(1000.Iterations(), 500.Iterations() * 2);
        Assert.Equal(1000.Iterations(), 2 * 500.Iterations());
        Assert.True(2.Iterations() < 3.Iterations() && 3.Iterations() > 2.Iterations() && 2.Iterations() <= 2.Iterations() && 2.Iterations() >= 2.Iterations());
        Assert.False(3.Iterations() < 3.Iterations() || 3.Iterations() > 3.Iterations() || 4.Iterations() <= 3.Iterations() || 3.Iterations() >= 4.Iterations());
        Assert.Equal([1.Iterations(), 2.Iterations()], new[] { 2.Iterations(), 1.Iterations() }.Order());
    }

    [Fact]
    public void Amounts_are_not_negative_and_do_not_wrap()
    {
        Refused("There are -1 epochs, expected 0 or more.", () => (-1).Epochs());
        Refused("There are -2 epochs, expected 0 or more.", () => _ = 1.Epochs() - 3.Epochs());
        Refused("There are -10 epochs, expected 0 or more.", () => _ = 10.Epochs() * -1);
        Refused("There are -1 iterations, expected 0 or more.", () => (-1).Iterations());
        Refused("There are -2 iterations, expected 0 or more.", () => _ = 1.Iterations() - 3.Iterations());
        Assert.Throws<OverflowException>(() => int.MaxValue.Epochs() + 1.Epochs());
        Assert.Throws<OverflowException>(() => int.MaxValue.Epochs() * 2);
        Assert.Throws<OverflowException>(() => long.MaxValue.Iterations() + 1.Iterations());
        Assert.Throws<OverflowException>(() => long.MaxValue.Iterations() * 2);
    }

    [Fact]
    public void Either_unit_is_an_amount()
    {
        Amount epochs = 10.Epochs(), iterations = 500.Iterations();
        Assert.NotEqual(epochs, iterations);
        Assert.Equal(new Amount(10.Epochs(), 500.Iterations()), epochs + iterations);
        Assert.True(default(Amount).IsZero);
        Assert.True(((Amount)0.Epochs()).IsZero);
        Assert.False(iterations.IsZero);
    }

    [Fact]
    public void Amounts_have_words()
    {
        Assert.Equal("10 epochs", 10.Epochs().ToString());
        Assert.Equal("1 epoch", 1.Epochs().ToString());
        Assert.Equal("1,500 iterations", 1500.Iterations().ToString());
        Assert.Equal("1 iteration", 1.Iterations().ToString());
        Assert.Equal("0 epochs", default(Amount).ToString());
        Assert.Equal("500 iterations", ((Amount)500.Iterations()).ToString());
        Assert.Equal("10 epochs and 500 iterations", (500.Iterations() + (Amount)10.Epochs()).ToString());
    }

    [Theory]
    [InlineData(10_000, 100, false, 1, 100, "10,000 samples in batches of 100: 100 iterations per epoch, 1,000 in all")]
    [InlineData(1050, 100, false, 1, 11, "1,050 samples in batches of 100: 11 iterations per epoch, 110 in all")]
    [InlineData(1050, 100, true, 1, 10, "1,050 samples in batches of 100 without the last 50: 10 iterations per epoch, 100 in all")]
    [InlineData(1000, 100, true, 1, 10, "1,000 samples in batches of 100: 10 iterations per epoch, 100 in all")]
    [InlineData(1050, 100, false, 4, 11, "1,050 samples in batches of 100, each in micro-batches of 25: 11 iterations per epoch, 110 in all")]
    [InlineData(1050, 100, true, 7, 10, "1,050 samples in batches of 100 without the last 50, each in micro-batches of 15: 10 iterations per epoch, 100 in all")]
    [InlineData(7, 32, true, 1, 1, "7 samples in batches of 7: 1 iteration per epoch, 10 in all")]
    [InlineData(7, 3, false, 5, 3, "7 samples in batches of 3, each in micro-batches of 1: 3 iterations per epoch, 30 in all")]
    [InlineData(1, 1, false, 4, 1, "1 sample in batches of 1: 1 iteration per epoch, 10 in all")]
    [InlineData(1, 1, false, 1, 1, "1 sample in batches of 1: 1 iteration per epoch, 10 in all")]
    public void A_plan_counts_and_says_so(int samples, int batchSize, bool dropLast, int accumulation, int iterations, string words)
    {
        var plan = new TrainingPlan(samples, batchSize, 10.Epochs(), dropLast, accumulation);
        Assert.Equal(iterations.Iterations(), plan.IterationsPerEpoch);
        Assert.Equal((10 * iterations).Iterations(), plan.Iterations);
        Assert.Equal(words, plan.ToString());
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = { NumberGroupSeparator = "!", NumberDecimalSeparator = "," } };
        Assert.Equal(words, plan.ToString());
        CultureInfo.CurrentCulture = culture;
    }

    [Fact]
    public void A_plan_converts()
    {
        var plan = new TrainingPlan(1050, 100, 5.Epochs());
        Assert.Equal(33.Iterations(), plan.ToIterations(3.Epochs()));
        Assert.Equal(40.Iterations(), plan.ToIterations(3.Epochs() + (Amount)7.Iterations()));
        Assert.Equal(0.Epochs(), plan.ToEpochs(0.Iterations()));
        Assert.Equal(1.Epochs(), plan.ToEpochs(1.Iterations()));
        Assert.Equal(1.Epochs(), plan.ToEpochs(11.Iterations()));
        Assert.Equal(2.Epochs(), plan.ToEpochs(12.Iterations()));
        Assert.Equal(5.Epochs(), plan.ToEpochs(3.Epochs() + (Amount)12.Iterations()));
        Assert.Throws<OverflowException>(() => plan.ToEpochs(long.MaxValue.Iterations()));
        Assert.Equal(plan, new TrainingPlan(1050, 100, 5.Epochs()));
    }

    [Fact]
    public void A_plan_refuses_nothing_to_do()
    {
        Refused("samples is 0, expected 1 or more.", () => _ = new TrainingPlan(0, 1, 1.Epochs()));
        Refused("batchSize is -1, expected 1 or more.", () => _ = new TrainingPlan(1, -1, 1.Epochs()));
        Refused("epochs is 0, expected 1 or more.", () => _ = new TrainingPlan(1, 1, 0.Epochs()));
        Refused("accumulation is 0, expected 1 or more.", () => _ = new TrainingPlan(1, 1, 1.Epochs(), accumulation: 0));
    }

    /// <summary>The largest of everything: no product may wrap in silence.</summary>
    [Fact]
    public void A_plan_of_the_largest_numbers()
    {
        var plan = new TrainingPlan(int.MaxValue, 1, int.MaxValue.Epochs());
        Assert.Equal((long)int.MaxValue * int.MaxValue, plan.Iterations.Value);
        Assert.Equal(1.Iterations(), new TrainingPlan(int.MaxValue, int.MaxValue, 1.Epochs(), accumulation: int.MaxValue).IterationsPerEpoch);
    }

    private static void Refused(string message, Action action)
        => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
}
