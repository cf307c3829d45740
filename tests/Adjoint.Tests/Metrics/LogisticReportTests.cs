using System.Text.Json;
using Adjoint.Tests.Reference;

namespace Adjoint.Tests.Metrics;

/// <summary>Answers of yes and no: against scikit-learn's values of the same rows, and small cases; see <c>tests/reference/metrics_reference.py</c>.</summary>
public class LogisticReportTests
{
    private static readonly JsonElement[] Cases = [.. ReferenceValues.ReadJson("metrics.json").GetProperty("logistics").EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Select(value => value.Text("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Precision_recall_and_f1_agree(string name)
    {
        var (expected, report) = Case(name);
        Near(expected.Doubles("macro"), report.Macro.Yes);
        Near(expected.Doubles("micro"), report.Micro);
        var (each, support) = (expected.Doubles("each"), expected.Integers("support"));
        for (var label = 0; label < report.Labels; label++)
        {
            Near([each[label], each[report.Labels + label], each[(2 * report.Labels) + label]], report[label].Yes);
            Assert.Equal(support[label], report[label].Yes.Support);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Accuracies_agree(string name)
    {
        var (expected, report) = Case(name);
        Near(expected.Double("accuracy"), report.Accuracy);
        Near(expected.Double("exactMatch"), report.ExactMatch);
        Near(expected.Doubles("accuracyOfEach"), report, scores => scores.Accuracy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Log_losses_agree(string name)
    {
        var (expected, report) = Case(name);
        Near(expected.Double("logLoss"), report.LogLoss);
        Near(expected.Doubles("logLossOfEach"), report, scores => scores.LogLoss);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Areas_agree(string name)
    {
        var (expected, report) = Case(name);
        if (!expected.TryGetProperty("rocAuc", out _))
        {
            // A label that is always the same: scikit-learn refuses.
            Assert.Equal(double.NaN, report.RocAuc);
            return;
        }

        Near(expected.Double("rocAuc"), report.RocAuc);
        Near(expected.Doubles("rocAucOfEach"), report, scores => scores.RocAuc);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Calibration_errors_agree(string name)
    {
        var (expected, report) = Case(name);
        Near(expected.Doubles("calibration15"), report, scores => scores.CalibrationError);
        Near(expected.Doubles("calibration15").Average(), report.CalibrationError);
        Near(expected.Doubles("calibration4"), Case(name, bins: 4).Report, scores => scores.CalibrationError);
    }

    [Fact]
    public void A_probability_at_the_threshold_is_no()
    {
        var report = new LogisticReport(threshold: 0.25);
        report.Add(true, 0.25f);
        report.Add(true, MathF.BitIncrement(0.25f));

        Assert.Equal(new ClassScores(1, 0.5, 2.0 / 3, 2), report[0].Yes);
    }

    [Fact]
    public void The_table_of_one_answer()
    {
        var report = new LogisticReport();
        report.Add([true, true, false, false], [0.9f, 0.4f, 0.2f, 0.1f]);

        Assert.Equal(
            "             accuracy   precision      recall    f1-score    log loss     ROC AUC calibration     support\n"
            + "      yes       0.750       1.000       0.500       0.667       0.338       1.000       0.250           2\n"
            + "4 rows, threshold 0.5",
            report.ToString());
    }

    [Fact]
    public void The_table_of_several_has_averages()
    {
        var report = new LogisticReport(labels: 2);
        report.Add([true, true, false, false], [0.9f, 0.4f, 0.2f, 0.1f]);
        var lines = report.ToString().Split('\n');

        Assert.Equal(["label 0", "label 1", "macro avg", "micro avg"], lines[1..5].Select(line => line[..9].Trim()));
        Assert.Equal("all labels of a row right: 0.500; 2 rows, threshold 0.5", lines[5]);
    }

    [Fact]
    public void Bins_say_how_often_it_is_yes()
    {
        var report = new LogisticReport(bins: 2);
        report.Add([true, false, true], [0.2f, 0.4f, 1f]);

        Assert.Equal(2, report.Bin(0, 0).Samples);
        Assert.Equal(0.5, report.Bin(0, 0).Accuracy);
        Assert.Equal(0.3, report.Bin(0, 0).Confidence, 1e-7);
        Assert.Equal((1L, 1.0), (report.Bin(0, 1).Samples, report.Bin(0, 1).Accuracy));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.Bin(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.Bin(0, 2));
    }

    [Fact]
    public void Reset_forgets_all()
    {
        var (used, fresh) = (new LogisticReport(2), new LogisticReport(2));
        used.Add([true, false], [0.1f, 0.9f]);
        used.Reset();
        used.Add([true, true, false, false], [0.9f, 0.4f, 0.2f, 0.1f]);
        fresh.Add([true, true, false, false], [0.9f, 0.4f, 0.2f, 0.1f]);

        Assert.Equal(fresh.ToString(), used.ToString());
        Assert.Equal(2, used.Samples);
    }

    [Fact]
    public void Before_the_first_row_there_is_nothing() => Assert.True(double.IsNaN(new LogisticReport().Accuracy) && double.IsNaN(new LogisticReport().ExactMatch));

    [Fact]
    public void Blocks_are_refused_whole()
    {
        var report = new LogisticReport(2);
        Refused("3 labels are not whole rows: a row has 2.", () => report.Add([true, false, true], [0, 0, 0]));
        Refused("2 labels have as many probabilities, but 1 were given.", () => report.Add([true, false], [0]));
        Refused("Row 1: the probability of label 0 is NaN, expected 0 to 1.", () => report.Add([true, false, true, false], [0, 0, float.NaN, 0]));
        Refused("Row 0: the probability of label 1 is 1.5, expected 0 to 1.", () => report.Add([true, false], [0, 1.5f]));
        Assert.Equal(0, report.Samples);
    }

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticReport(0));
        Refused("The threshold is NaN, expected 0 to 1.", () => _ = new LogisticReport(threshold: double.NaN));
        Refused("The capacity is 0 rows, expected 1 or more.", () => _ = new LogisticReport(capacity: 0));
        Refused("There are 0 bins, expected 1 or more.", () => _ = new LogisticReport(bins: 0));
        Refused("There is no label 1, expected 0 to 0.", () => _ = new LogisticReport()[1]);
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        var report = new LogisticReport(2, capacity: 4000);
        bool[] actual = [true, false];
        float[] probabilities = [0.3f, 0.6f];
        for (var i = 0; i < 1000; i++)
        {
            report.Add(actual, probabilities);
        }

        report.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            report.Add(actual, probabilities);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A part as a block, the rest row by row; with little memory at first.</summary>
    private static (JsonElement Expected, LogisticReport Report) Case(string name, int bins = 15)
    {
        var expected = Cases.Single(value => value.Text("name") == name);
        var labels = expected.Integer("labels");
        bool[] actual = [.. expected.Integers("actual").Select(number => number == 1)];
        var probabilities = expected.Floats("probabilities");
        var report = new LogisticReport(labels, expected.Double("threshold"), capacity: 7, bins);
        var half = actual.Length / labels / 2 * labels;
        report.Add(actual.AsSpan(0, half), probabilities.AsSpan(0, half));
        for (var row = half; row < actual.Length; row += labels)
        {
            report.Add(actual.AsSpan(row, labels), probabilities.AsSpan(row, labels));
        }

        return (expected, report);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-13 * Math.Max(Math.Abs(expected), 1e-3));

    private static void Near(double[] expected, LogisticReport report, Func<LabelScores, double> number)
    {
        for (var label = 0; label < report.Labels; label++)
        {
            Near(expected[label], number(report[label]));
        }
    }

    private static void Near(double[] expected, ClassScores actual)
    {
        Near(expected[0], actual.Precision);
        Near(expected[1], actual.Recall);
        Near(expected[2], actual.F1);
    }

    private static void Refused(string message, Action action)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
