using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Prediction;

/// <summary>Metrics of models of yes and no, against the same metrics fed row by row.</summary>
public class LogisticMetricsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void A_model_of_several_labels_is_measured(int rows)
    {
        var (model, data) = (new Places(1), Sets.Places(rows));
        var (report, byRow, probabilities) = (new LogisticReport(3, threshold: 0.4), new LogisticReport(3, threshold: 0.4), new float[3]);
        model.Measure(data, report);
        for (var row = 0; row < rows; row++)
        {
            model.Predict(data.Features(row), probabilities);
            byRow.Add(data.Labels(row), probabilities);
        }

        Assert.Equal(byRow.ToString(), report.ToString());
        Assert.Equal(byRow.ToString(), model.Report(data, threshold: 0.4).ToString());
        Assert.Equal(model.Evaluate(data).Accuracy, model.Report(data).Accuracy, 1e-12);

        // Another set adds up.
        model.Measure(data, report);
        Assert.Equal(2 * rows, report.Samples);
    }

    [Fact]
    public void A_model_of_one_answer_is_measured()
    {
        var (model, data) = (new Above(1), Sets.Above(200));
        var report = model.Report(data);
        var evaluation = model.Evaluate(data);

        Assert.Equal(evaluation.Accuracy, report.Accuracy, 1e-12);
        Assert.Equal(evaluation.Accuracy, report.ExactMatch, 1e-12);
        Assert.Equal(evaluation.Loss, report.LogLoss, 1e-6);
        Assert.Equal(report.Micro, report.Macro.Yes);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused("A row of the set has 2 labels, but Above takes 1.", () => new Above(1).Report(Dataset.From(new float[2], [true, false], rows: 1)));
        Refused("9 labels are not whole rows: a row has 2.", () => new Places(1).Measure(Sets.Places(3), new LogisticReport(2)));
        Refused("The threshold is 2, expected 0 to 1.", () => new Above(1).Report(Sets.Above(3), threshold: 2));
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        var (model, data) = (new Places(1), Sets.Places(200));
        var report = new LogisticReport(3, capacity: 200);
        ILogisticMetric[] metrics = [report];
        Assert.Equal(0, Allocations.Of(() =>
        {
            report.Reset();
            model.Measure(data, metrics);
        }));
    }

    private static void Refused(string message, Action action)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
