namespace Adjoint.Tests.Training.Finders;

/// <summary>What is read from the losses of a range test.</summary>
public class LearningRateCurveTests
{
    private static readonly double[] Losses = [2.31, 2.30, 2.30, 2.29, 2.27, 2.2, 2.05, 1.8, 1.7, 1.72, 2.0, 3.1];

    // numpy.argmin(numpy.gradient(losses[first:-last])) + first
    [Theory]
    [InlineData(0, 1, 6)]
    [InlineData(7, 1, 7)]
    [InlineData(0, 6, 5)]
    public void TheSuggestionIsThePointOfSteepestDescent(int first, int last, int expected)
    {
        var curve = Curve(Losses, new() { SkipFirst = first, SkipLast = last });

        Assert.Equal(RateOf(expected), curve.Suggestion);
        Assert.StartsWith("Suggestion: ", curve.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheLossNeverFallsThereIsNone()
    {
        var curve = Curve([1, 1, 2, 3, 4], new() { SkipFirst = 1 });

        Assert.Null(curve.Suggestion);
        Assert.Equal("No suggestion: the smoothed loss falls nowhere between 1.00E-06 and 1.00E-04.", curve.Explanation);
    }

    [Fact]
    public void TooFewPointsHaveNone() => Assert.Equal(
        "No suggestion: the test came to 12 points, and without the first 10 and the last 1 there are fewer than two.", Curve(Losses, new()).Explanation);

    [Fact]
    public void TheTextIsATableWithTheSuggestionMarked()
    {
        var curve = Curve([2, 1.5, 1, 4], new() { SkipFirst = 0, Iterations = 4 });

        Assert.Equal(
            "learning rate        loss    smoothed\n"
            + "     1.00E-07           2           2  <- suggestion\n"
            + "     1.00E-06         1.5         1.5\n"
            + "     1.00E-05           1           1\n"
            + "     1.00E-04           4           4\n"
            + "Suggestion: 1.00E-07, where the smoothed loss falls fastest.",
            curve.ToString());
    }

    [Fact]
    public void ALongCurveIsShownInTwentyRowsAndTheSuggestion()
    {
        var losses = Enumerable.Range(0, 100).Select(i => i < 37 ? 2 : i < 40 ? 2 - (0.4 * (i - 36)) : 0.8).ToArray();
        var lines = Curve(losses, new()).ToString().Split('\n');

        Assert.InRange(lines.Length, 22, 23);
        Assert.Single(lines, line => line.EndsWith("<- suggestion", StringComparison.Ordinal));
    }

    [Fact]
    public void TheCsvReadsBack()
    {
        using var writer = new StringWriter();
        Curve([2, 1.0 / 3], new()).WriteCsv(writer);

        Assert.Equal("learning_rate,loss,smoothed_loss\n1E-07,2,2\n1E-06,0.3333333333333333,0.3333333333333333\n", writer.ToString());
    }

    [Fact]
    public void ItSaysWhetherItStoppedEarly()
    {
        Assert.True(Curve(Losses, new()).HasStoppedEarly);
        Assert.False(Curve(Losses, new() { Iterations = 12 }).HasStoppedEarly);
    }

    [Fact]
    public void SettingsOutOfTheirRangesAreRefused()
    {
        foreach (var search in new LearningRateSearch[]
        {
            new() { Lowest = 0 }, new() { Lowest = double.NaN }, new() { Highest = 1e-7 }, new() { Highest = double.PositiveInfinity }, new() { Iterations = 1 },
            new() { StopFactor = 1 }, new() { StopFactor = double.NaN }, new() { Smoothing = 1 }, new() { Smoothing = -0.1 }, new() { SkipFirst = -1 }, new() { SkipLast = -1 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(search.Check);
        }
    }

    private static double RateOf(int index) => double.Parse($"1e{index - 7}", System.Globalization.CultureInfo.InvariantCulture);

    private static LearningRateCurve Curve(double[] losses, LearningRateSearch search)
        => new([.. losses.Select((loss, index) => new LearningRatePoint(RateOf(index), loss, loss))], search);
}
