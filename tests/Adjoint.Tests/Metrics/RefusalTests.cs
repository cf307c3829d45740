namespace Adjoint.Tests.Metrics;

/// <summary>What a metric refuses, in what words; and that a refused block leaves no trace.</summary>
public class RefusalTests
{
    public enum Side { Left, Right }

    public static TheoryData<string, IClassifierMetric> OfThreeClasses => new()
    {
        { "accuracy", new Accuracy(3) },
        { "top k", new TopKAccuracy(3, 2) },
        { "log loss", new LogLoss(3) },
        { "calibration", new ExpectedCalibrationError(3) },
        { "area", new RocAuc(3) },
        { "confusion", new ConfusionMatrix<int>([0, 1, 2]) },
    };

    [Theory]
    [MemberData(nameof(OfThreeClasses))]
    public void Blocks_are_refused_whole(string name, IClassifierMetric metric)
    {
        Assert.NotEmpty(name);
        var good = new float[] { 0.5f, 0.25f, 0.25f };
        Refused("Row 1: the score of class 2 is NaN, expected ", () => metric.Add([0, 1], [.. good, 0.5f, 0.5f, float.NaN]));
        Refused("Row 1: the score of class 0 is Infinity, expected ", () => metric.Add([0, 1], [.. good, float.PositiveInfinity, 0, 0]));
        Refused("Row 1: there is no class 3, expected 0 to 2.", () => metric.Add([0, 3], [.. good, .. good]));
        Refused("Row 0: there is no class -1, expected 0 to 2.", () => metric.Add([-1], good));
        Refused("2 rows of 3 classes have 6 scores, but 5 were given.", () => metric.Add([0, 1], [.. good, 1, 0]));
        Assert.Equal(0L, Samples(metric));
        metric.Add([], []);
        metric.Add([0], good);
        Assert.Equal(1L, Samples(metric));
    }

    [Fact]
    public void Probabilities_lie_between_0_and_1()
    {
        Refused("Row 0: the score of class 1 is 1.5, expected a probability: 0 to 1.", () => new LogLoss(2).Add(0, [0, 1.5f]));
        Refused("Row 0: the score of class 0 is -0.1, expected a probability: 0 to 1.", () => new ExpectedCalibrationError(2).Add(0, [-0.1f, 1]));
        new RocAuc().Add(0, [-3, 17]);
        new Accuracy(2).Add(0, [-3, 17]);
    }

    [Fact]
    public void Settings_are_checked()
    {
        Refused("There are 1 classes, expected 2 or more.", () => _ = new LogLoss(1));
        Refused("k is 4, expected 1 to 3, the number of classes.", () => _ = new TopKAccuracy(3, 4));
        Refused("There are 0 bins, expected 1 or more.", () => _ = new ExpectedCalibrationError(3, 0));
        Refused("The capacity is 0 rows, expected 1 or more.", () => _ = new RocAuc(3, 0));
        Refused("There are 0 outputs, expected 1 or more.", () => _ = new RegressionReport(0));
        Refused("There are 0 classes, expected 1 or more.", () => _ = new ConfusionMatrix<int>([]));
        Refused("The class Left comes twice, expected each once.", () => _ = new ConfusionMatrix<Side>([Side.Left, Side.Left]));
        Refused("There is no output 1, expected 0 to 0.", () => _ = new RegressionReport()[1]);
        Refused("There is no bin 15, expected 0 to 14.", () => _ = new ExpectedCalibrationError(3)[15]);
        Refused("There is no class 3, expected 0 to 2.", () => new RocAuc(3).OfClass(3));
        Refused("digits is 10, expected 0 to 9.", () => new ConfusionMatrix<Side>([Side.Left]).Report().ToString(10));
        Assert.Contains("3 classes", Assert.Throws<InvalidOperationException>(() => new RocAuc(3).Add(true, 1)).Message, StringComparison.Ordinal);
        Refused("The score is NaN, expected a finite number.", () => new RocAuc().Add(true, float.NaN));
    }

    [Fact]
    public void Labels_are_those_of_the_matrix()
    {
        var matrix = new ConfusionMatrix<Side>(Enum.GetValues<Side>());
        Refused("7 is none of the 2 classes of this matrix: Left to Right.", () => matrix.Add(Side.Left, (Side)7));
        Refused("7 is none of the 2 classes", () => matrix.Add([Side.Left, Side.Left], [Side.Left, (Side)7]));
        Refused("2 rows have as many predictions, but 1 were given.", () => matrix.Add([Side.Left, Side.Left], [Side.Left]));
        Refused("7 is none of the 2 classes of this report: Left to Right.", () => _ = matrix.Report()[(Side)7]);
        Assert.Equal(0, matrix.Samples);
    }

    [Fact]
    public void Values_are_finite_and_whole_rows()
    {
        var report = new RegressionReport(2);
        Refused("Row 1: the predicted value of output 1 is NaN, expected a finite number.", () => report.Add([1, 2, 3, 4], [1, 2, 3, float.NaN]));
        Refused("Row 0: the true value of output 1 is Infinity, expected a finite number.", () => report.Add([1, float.PositiveInfinity], [1, 2]));
        Refused("3 values are not whole rows: a row has 2.", () => report.Add([1, 2, 3], [1, 2, 3]));
        Refused("1 values are not whole rows: a row has 2.", () => report.Add(1, 1));
        Refused("4 values have as many predictions, but 2 were given.", () => report.Add([1, 2, 3, 4], [1, 2]));
        Assert.Equal(0, report.Samples);
    }

    private static long Samples(IClassifierMetric metric) => metric switch
    {
        Accuracy accuracy => accuracy.Samples,
        TopKAccuracy top => top.Samples,
        LogLoss loss => loss.Samples,
        ExpectedCalibrationError error => error.Samples,
        RocAuc area => area.Samples,
        ConfusionMatrix<int> matrix => matrix.Samples,
        _ => throw new InvalidOperationException(),
    };

    private static void Refused(string message, Action action)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
