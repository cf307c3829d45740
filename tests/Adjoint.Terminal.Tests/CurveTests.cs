namespace Adjoint.Terminal.Tests;

public class CurveTests
{
    [Fact]
    public void FewLossesAreShownAsTheyAre()
    {
        var curve = new LossCurve();
        Assert.Empty(curve.Points());
        curve.Add(2);
        curve.Add(double.NaN);
        curve.Add(1);
        Assert.Equal([2, 1], curve.Points());
    }

    [Theory]
    [InlineData(48)]
    [InlineData(95)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(1_000)]
    [InlineData(123_456)]
    public void AnyNumberOfLossesBecomesAtMost48MeansInOrder(int count)
    {
        var curve = new LossCurve();
        for (var i = 0; i < count; i++)
        {
            curve.Add(i);
        }

        var points = curve.Points();
        Assert.InRange(points.Length, 24, LossCurve.MostPoints);
        // A straight line stays one, from the first loss to the last.
        Assert.True(points.Zip(points.Skip(1)).All(pair => pair.First < pair.Second));
        Assert.InRange(points[0], 0, count / 24.0);
        Assert.InRange(points[^1], count * (1 - (1 / 24.0)), count);
    }

    [Fact]
    public void ASparklineReachesFromTheLowestToTheHighest()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], unicode: true));
        Assert.Equal("_.-:=+*#", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], unicode: false));
        Assert.Equal("█▁", Sparkline.Draw([double.MaxValue, double.MinValue], unicode: true));
        Assert.Equal("▁▁", Sparkline.Draw([3, 3], unicode: true));
        Assert.Equal(string.Empty, Sparkline.Draw([], unicode: true));
    }

    [Theory]
    [InlineData(0.5, "0.5000")]
    [InlineData(0, "0.0000")]
    [InlineData(12345.6789, "12345.6789")]
    [InlineData(0.00001234, "1.234e-5")]
    [InlineData(1.5e20, "1.500e+20")]
    [InlineData(-0.25, "-0.2500")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void LossesAreShortWhateverTheirSize(double loss, string text) => Assert.Equal(text, Numbers.Loss(loss));

    [Fact]
    public void TimesAreHoursMinutesAndSeconds() => Assert.Equal("30:05:09", Numbers.Time(new TimeSpan(1, 6, 5, 9)));
}
