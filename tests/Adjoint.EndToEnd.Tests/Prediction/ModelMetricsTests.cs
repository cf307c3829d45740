using Adjoint.EndToEnd.Tests.Gradients;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Prediction;

/// <summary>Metrics of a model and a set in one line, against the same metrics fed row by row.</summary>
public class ModelMetricsTests
{
    private static readonly Color[] Classes = [Color.Red, Color.Green, Color.Violet, Color.Blue];

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void A_classifier_is_measured(int rows)
    {
        var model = new Everything(1);
        var labels = Numbers.Below(2, 4, rows);
        var data = Dataset.From(Numbers.Floats(1, rows * 20), labels.Select(label => Classes[label]).ToArray());
        var (matrix, loss, area, top) = (new ConfusionMatrix<Color>(Classes), new LogLoss(4), new RocAuc(4, 1), new TopKAccuracy(4, 2));

        model.Measure(data, matrix, loss, area, top);

        var (byRow, probabilities) = (new LogLoss(4), new float[4]);
        var (areaByRow, topByRow) = (new RocAuc(4), new TopKAccuracy(4, 2));
        for (var row = 0; row < rows; row++)
        {
            model.Predict(data.Features(row), probabilities);
            byRow.Add(labels[row], probabilities);
            areaByRow.Add(labels[row], probabilities);
            topByRow.Add(labels[row], probabilities);
        }

        Assert.Equal(byRow.Value, loss.Value, 1e-12);
        Assert.Equal(areaByRow.Value, area.Value);
        Assert.Equal(topByRow.Value, top.Value);

        // Cross-entropy is the log loss: float32's rounding apart.
        var evaluation = model.Evaluate(data);
        Assert.Equal(evaluation.Loss, loss.Value, 1e-5);
        Assert.Equal(evaluation.Accuracy, matrix.Accuracy, 1e-12);
        Assert.Equal(model.Confusion(data).ToString(), matrix.ToString());
        Assert.Equal(matrix.Report().ToString(), model.Report(data).ToString());
        Assert.Equal(matrix.Report()[Color.Blue], model.Report(data)[Color.Blue]);

        // Another set adds up.
        model.Measure(data, matrix);
        Assert.Equal(2 * rows, matrix.Samples);
    }

    [Fact]
    public void A_regressor_is_measured()
    {
        var model = new Pairs(1);
        var (first, second) = Sets.Pairs(300).Split(0.9, 0.1);
        foreach (var data in new[] { first, second })
        {
            var (expected, predicted) = (new RegressionReport(2), new float[2]);
            for (var row = 0; row < data.Count; row++)
            {
                model.Predict(data.Features(row), predicted);
                expected.Add(data.Labels(row), predicted);
            }

            var report = model.Report(data);
            Assert.Equal(expected.Mean, report.Mean);
            Assert.Equal(data.Count, report.Samples);
            Assert.Equal(model.Evaluate(data).Loss, report.MeanSquaredError, 1e-6);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var model = new Everything(1);
        var data = Dataset.From(Numbers.Floats(1, 2 * 20), [Color.Red, Color.Blue]);
        Refused("2 rows of 3 classes have 6 scores, but 8 were given.", () => model.Measure(data, new Accuracy(3)));
        Refused("A row of the set has 3 features, but Everything takes 20.", () => model.Measure(Dataset.From(new float[3], [Color.Red]), new Accuracy(4)));
        Refused("A row of the set has 3 features", () => model.Report(Dataset.From(new float[3], [Color.Red])));
        Refused("the label 77 is not a value of Color", () => model.Measure(Dataset.From(new float[20], [(Color)77]), new Accuracy(4)));
        Refused("A row of the set has 1 labels, but Pairs takes 2.", () => new Pairs(1).Report(Dataset.From(new float[3], [1f])));
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        var (model, data) = (new Everything(1), Dataset.From(Numbers.Floats(1, 200 * 20), Numbers.Below(2, 4, 200).Select(label => Classes[label]).ToArray()));
        IClassifierMetric[] metrics = [new Accuracy(4), new LogLoss(4)];
        Assert.Equal(0, Allocations.Of(() => model.Measure(data, metrics)));
    }

    private static void Refused(string message, Action action)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
