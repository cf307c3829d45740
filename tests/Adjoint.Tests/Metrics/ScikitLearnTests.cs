using System.Text.Json;
using Adjoint.Tests.Reference;

namespace Adjoint.Tests.Metrics;

/// <summary>Every metric against scikit-learn's value of the same rows; see <c>tests/reference/metrics_reference.py</c>.</summary>
public class ScikitLearnTests
{
    // Both sum doubles, in another order.
    private const double Relative = 1e-13;

    private static readonly JsonElement File = ReferenceValues.ReadJson("metrics.json");

    public enum Numbered { Class0, Class1, Class2, Class3, Class4, Class5, Class6, Class7, Class8, Class9 }

    public static TheoryData<string> Classifiers => [.. Names("classifiers")];

    public static TheoryData<string> Regressors => [.. Names("regressors")];

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_confusion_matrix_agrees(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        var matrix = Matrix(classes, actual, probabilities);
        var counts = expected.Integers("confusion");
        for (var i = 0; i < counts.Length; i++)
        {
            Assert.Equal(counts[i], matrix[i / classes, i % classes]);
        }

        Near(expected.Double("accuracy"), matrix.Accuracy);
        Assert.Equal(actual.Length, matrix.Samples);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_report_agrees(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        var report = Matrix(classes, actual, probabilities).Report();
        Near(expected.Double("accuracy"), report.Accuracy);
        Near(expected.Doubles("macro"), report.Macro);
        Near(expected.Doubles("micro"), report.Micro);
        Near(expected.Doubles("weighted"), report.Weighted);
        var (each, support) = (expected.Doubles("each"), expected.Integers("support"));
        for (var i = 0; i < classes; i++)
        {
            Near([each[i], each[classes + i], each[(2 * classes) + i]], report[(Numbered)i]);
            Assert.Equal(support[i], report[(Numbered)i].Support);
        }
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_table_is_the_same_text(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        if (!expected.TryGetProperty("report", out _))
        {
            // Not every class is among the labels: scikit-learn prints another last table.
            return;
        }

        Assert.Equal(expected.Text("report").TrimEnd('\n'), Matrix(classes, actual, probabilities).Report().ToString(3));
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Accuracies_agree(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        Near(expected.Double("accuracy"), Fed(new Accuracy(classes), actual, probabilities).Value);
        Near(expected.Double("accuracy"), Fed(new TopKAccuracy(classes, 1), actual, probabilities).Value);
        if (expected.TryGetProperty("topK", out _))
        {
            var topK = expected.Doubles("topK");
            for (var k = 1; k <= topK.Length; k++)
            {
                Near(topK[k - 1], Fed(new TopKAccuracy(classes, k), actual, probabilities).Value);
            }
        }

        Assert.Equal(1, Fed(new TopKAccuracy(classes, classes), actual, probabilities).Value);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_log_loss_agrees(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        Near(expected.Double("logLoss"), Fed(new LogLoss(classes), actual, probabilities).Value);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_calibration_error_agrees(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        Near(expected.Double("calibration15"), Fed(new ExpectedCalibrationError(classes), actual, probabilities).Value);
        Near(expected.Double("calibration10"), Fed(new ExpectedCalibrationError(classes, bins: 10), actual, probabilities).Value);
        Near(expected.Double("calibration1"), Fed(new ExpectedCalibrationError(classes, bins: 1), actual, probabilities).Value);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void The_area_under_the_curve_agrees(string name)
    {
        var (classes, actual, probabilities, expected) = Classifier(name);
        var area = Fed(new RocAuc(classes, capacity: 7), actual, probabilities);
        if (!expected.TryGetProperty("rocAuc", out _))
        {
            // A class without rows: scikit-learn refuses, newer ones give NaN.
            Assert.Equal(double.NaN, area.Value);
            return;
        }

        Near(expected.Double("rocAuc"), area.Value);
        Assert.All(expected.Doubles("rocAucOfEach").Select((value, number) => (value, number)), each => Near(each.value, area.OfClass(each.number)));
    }

    [Theory]
    [MemberData(nameof(Regressors))]
    public void The_errors_of_values_agree(string name)
    {
        var expected = Case("regressors", name);
        var outputs = expected.Integer("outputs");
        var (actual, predicted) = (expected.Floats("actual"), expected.Floats("predicted"));
        var report = new RegressionReport(outputs);
        var half = actual.Length / 2 / outputs * outputs;
        report.Add(actual.AsSpan(0, half), predicted.AsSpan(0, half));
        for (var row = half; row < actual.Length; row += outputs)
        {
            report.Add(actual.AsSpan(row, outputs), predicted.AsSpan(row, outputs));
        }

        Near(expected.Doubles("mean"), report.Mean);
        Near(expected.Doubles("mean"), new RegressionScores(report.MeanAbsoluteError, report.MeanSquaredError, report.RootMeanSquaredError, report.RSquared));
        var each = expected.Doubles("each");
        for (var output = 0; output < outputs; output++)
        {
            Near([each[output], each[outputs + output], each[(2 * outputs) + output], each[(3 * outputs) + output]], report[output]);
        }
    }

    /// <summary>A part as a block, the rest row by row.</summary>
    private static TMetric Fed<TMetric>(TMetric metric, int[] actual, float[] scores)
        where TMetric : IClassifierMetric
    {
        var (classes, half) = (scores.Length / actual.Length, actual.Length / 2);
        metric.Add(actual.AsSpan(0, half), scores.AsSpan(0, half * classes));
        for (var row = half; row < actual.Length; row++)
        {
            metric.Add(actual.AsSpan(row, 1), scores.AsSpan(row * classes, classes));
        }

        return metric;
    }

    private static ConfusionMatrix<Numbered> Matrix(int classes, int[] actual, float[] scores)
        => Fed(new ConfusionMatrix<Numbered>(Enum.GetValues<Numbered>()[..classes]), actual, scores);

    private static (int Classes, int[] Actual, float[] Probabilities, JsonElement Expected) Classifier(string name)
    {
        var values = Case("classifiers", name);
        return (values.Integer("classes"), values.Integers("actual"), values.Floats("probabilities"), values);
    }

    private static JsonElement Case(string kind, string name) => File.GetProperty(kind).EnumerateArray().Single(value => value.Text("name") == name);

    private static IEnumerable<string> Names(string kind) => File.GetProperty(kind).EnumerateArray().Select(value => value.Text("name"));

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, Relative * Math.Max(Math.Abs(expected), 1e-3));

    private static void Near(double[] expected, ClassScores actual)
    {
        Near(expected[0], actual.Precision);
        Near(expected[1], actual.Recall);
        Near(expected[2], actual.F1);
    }

    private static void Near(double[] expected, RegressionScores actual)
    {
        Near(expected[0], actual.MeanAbsoluteError);
        Near(expected[1], actual.MeanSquaredError);
        Near(expected[2], actual.RootMeanSquaredError);

        // 1 - a quotient of two sums; that of the targets is of differences from their mean, which lies 1e5 deviations from zero in one case.
        Assert.Equal(expected[3], actual.RSquared, 1e-11);
    }
}
