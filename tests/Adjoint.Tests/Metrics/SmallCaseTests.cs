namespace Adjoint.Tests.Metrics;

/// <summary>Cases that a pencil can do, and the edges: nothing counted, a class without rows, ties, a single row.</summary>
public class SmallCaseTests
{
    public enum Animal { Cat, Dog, Eel }

    [Fact]
    public void Precision_recall_and_F1_by_hand()
    {
        var matrix = new ConfusionMatrix<Animal>(Enum.GetValues<Animal>());
        matrix.Add([Animal.Cat, Animal.Cat, Animal.Cat, Animal.Dog], [Animal.Cat, Animal.Cat, Animal.Dog, Animal.Dog]);
        matrix.Add(Animal.Dog, Animal.Cat);
        var report = matrix.Report();

        Assert.Equal(new ClassScores(2.0 / 3, 2.0 / 3, 2.0 / 3, 3), report[Animal.Cat]);
        Assert.Equal(new ClassScores(0.5, 0.5, 0.5, 2), report[Animal.Dog]);

        // Nothing is an eel, and nothing was taken for one: shares of nothing are 0, and count in the plain mean.
        Assert.Equal(new ClassScores(0, 0, 0, 0), report[Animal.Eel]);
        Assert.Equal((2.0 / 3 + 0.5) / 3, report.Macro.F1, 1e-15);
        Assert.Equal((3 * (2.0 / 3) + 2 * 0.5) / 5, report.Weighted.Recall, 1e-15);
        Assert.Equal(new ClassScores(0.6, 0.6, 0.6, 5), report.Micro);
        Assert.Equal(0.6, report.Accuracy);
        Assert.Equal(5, report.Samples);
        Assert.Equal(matrix.Classes, report.Classes);
    }

    [Fact]
    public void The_table_can_be_read()
    {
        var matrix = new ConfusionMatrix<Animal>(Enum.GetValues<Animal>());
        matrix.Add([Animal.Cat, Animal.Cat, Animal.Dog, Animal.Eel], [Animal.Cat, Animal.Dog, Animal.Dog, Animal.Eel]);
        Assert.Equal(
            """
                          precision    recall  f1-score   support

                     Cat       1.00      0.50      0.67         2
                     Dog       0.50      1.00      0.67         1
                     Eel       1.00      1.00      1.00         1

                accuracy                           0.75         4
               macro avg       0.83      0.83      0.78         4
            weighted avg       0.88      0.75      0.75         4
            """.ReplaceLineEndings("\n"),
            matrix.Report().ToString());
    }

    [Fact]
    public void A_report_is_of_its_time()
    {
        var matrix = new ConfusionMatrix<Animal>(Enum.GetValues<Animal>());
        matrix.Add(Animal.Cat, Animal.Cat);
        var report = matrix.Report();
        matrix.Add(Animal.Cat, Animal.Dog);
        Assert.Equal(1, report.Accuracy);
        Assert.Equal(0.5, matrix.Report().Accuracy);
    }

    [Fact]
    public void Labels_may_be_any_numbers()
    {
        // Through the block: this test assembly also sees the overload for class numbers.
        var matrix = new ConfusionMatrix<int>([3, 7]);
        matrix.Add([3, 7, 7], [3, 7, 3]);
        Assert.Equal(1, matrix[1, 0]);
        Assert.Equal(0.5, matrix.Report()[7].Recall);
    }

    [Fact]
    public void Before_the_first_row()
    {
        Assert.Equal(double.NaN, new Accuracy(2).Value);
        Assert.Equal(double.NaN, new TopKAccuracy(3, 2).Value);
        Assert.Equal(double.NaN, new LogLoss(2).Value);
        Assert.Equal(double.NaN, new ExpectedCalibrationError(2).Value);
        Assert.Equal(double.NaN, new RocAuc().Value);
        Assert.Equal(new RegressionScores(double.NaN, double.NaN, double.NaN, double.NaN), new RegressionReport(2).Mean);
        var report = new ConfusionMatrix<Animal>(Enum.GetValues<Animal>()).Report();
        Assert.Equal(double.NaN, report.Accuracy);
        Assert.Equal(new ClassScores(0, 0, 0, 0), report.Weighted);
        Assert.Contains("NaN", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_equal_scores_the_first_ranks_higher()
    {
        var (accuracy, two) = (new Accuracy(3), new TopKAccuracy(3, 2));
        for (var actual = 0; actual < 3; actual++)
        {
            accuracy.Add(actual, [0.25f, 0.25f, 0.25f]);
            two.Add(actual, [0.25f, 0.25f, 0.25f]);
        }

        Assert.Equal(1.0 / 3, accuracy.Value);
        Assert.Equal(2.0 / 3, two.Value);
        accuracy.Reset();
        accuracy.Add(2, 2);
        Assert.Equal(1, accuracy.Value);
    }

    [Fact]
    public void The_area_by_hand()
    {
        // Pairs of a positive and a negative: 0.8 beats both, 0.4 beats 0.1 and ties with 0.4.
        var area = new RocAuc();
        area.Add(isPositive: true, 0.8f);
        area.Add(isPositive: false, 0.4f);
        area.Add(isPositive: true, 0.4f);
        area.Add(isPositive: false, 0.1f);
        Assert.Equal(3.5 / 4, area.Value);
        Assert.Equal(3.5 / 4, area.Value);
        Assert.Equal(area.Value, area.OfClass(0));

        // More rows after a value was read.
        area.Add(isPositive: true, 0.05f);
        Assert.Equal(3.5 / 6, area.Value);
    }

    [Theory]
    [InlineData(0.3f, 0.3f, 0.5)]
    [InlineData(0.1f, 0.9f, 1)]
    [InlineData(0.9f, 0.1f, 0)]
    public void Areas_of_the_same_and_of_perfect_scores(float ofNegatives, float ofPositives, double expected)
    {
        var area = new RocAuc(capacity: 1);
        for (var i = 0; i < 5; i++)
        {
            area.Add(0, [1 - ofNegatives, ofNegatives]);
            area.Add(1, [1 - ofPositives, ofPositives]);
        }

        Assert.Equal(expected, area.Value);
    }

    [Fact]
    public void An_area_needs_both_classes()
    {
        var area = new RocAuc();
        area.Add(isPositive: true, 0.8f);
        Assert.Equal(double.NaN, area.Value);
        area.Add(isPositive: false, 0.8f);
        Assert.Equal(0.5, area.Value);

        var several = new RocAuc(3);
        several.Add([0, 0, 1], [0.8f, 0.1f, 0.1f, 0.6f, 0.3f, 0.1f, 0.1f, 0.8f, 0.1f]);
        Assert.Equal(1, several.OfClass(1));
        Assert.Equal(double.NaN, several.OfClass(2));
        Assert.Equal(double.NaN, several.Value);
    }

    [Fact]
    public void The_log_loss_by_hand()
    {
        var loss = new LogLoss(2);
        loss.Add(0, [0.5f, 0.5f]);
        loss.Add(1, [0.75f, 0.25f]);
        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, loss.Value, 1e-15);
        loss.Reset();

        // A certain mistake is bounded.
        loss.Add(1, [1, 0]);
        Assert.Equal(23 * Math.Log(2), loss.Value, 1e-12);
    }

    [Fact]
    public void The_calibration_error_by_hand()
    {
        // Two bins: 0.5 lies in the first, 0.75 and 1 in the second.
        var error = new ExpectedCalibrationError(2, bins: 2);
        error.Add(0, [0.5f, 0.5f]);
        error.Add(0, [0.75f, 0.25f]);
        error.Add(0, [0.75f, 0.25f]);
        error.Add(0, [0, 1]);
        Assert.Equal((Math.Abs(1 - 0.5) + Math.Abs(2 - 2.5)) / 4, error.Value, 1e-15);
        Assert.Equal(new CalibrationBin(0, 0.5, 1, 0.5, 1), error[0]);
        Assert.Equal(new CalibrationBin(0.5, 1, 3, 2.5 / 3, 2.0 / 3), error[1]);
    }

    [Fact]
    public void A_confidence_on_an_edge_is_in_the_lower_bin()
    {
        for (var bins = 1; bins <= 64; bins++)
        {
            var error = new ExpectedCalibrationError(64, bins);
            for (var sixteenth = 1; sixteenth <= 16; sixteenth++)
            {
                error.Reset();
                var scores = new float[64];
                scores[0] = sixteenth / 16f;
                error.Add(0, scores);
                var bin = Enumerable.Range(0, bins).Single(index => error[index].Samples == 1);
                Assert.True(scores[0] > error[bin].Above && scores[0] <= error[bin].UpTo, $"{scores[0]} in bin {bin} of {bins}");
            }
        }
    }

    [Fact]
    public void The_errors_of_values_by_hand()
    {
        var report = new RegressionReport();
        report.Add(1, 2);
        Assert.Equal(new RegressionScores(1, 1, 1, double.NaN), report.Mean);
        report.Add(3, 3);
        report.Add(5, 2);

        // Errors 1, 0, 3; distances from the mean 2, 0, 2.
        Assert.Equal(new RegressionScores(4.0 / 3, 10.0 / 3, Math.Sqrt(10.0 / 3), 1 - 10.0 / 8), report.Mean);
        Assert.Equal(3, report.Samples);
        report.Reset();
        Assert.Equal(0, report.Samples);
        report.Add([2, 2], [2, 2]);
        Assert.Equal(1, report.RSquared);
        report.Add(2, 3);
        Assert.Equal(0, report.RSquared);
    }

    [Fact]
    public void The_table_of_values_can_be_read()
    {
        var one = new RegressionReport();
        one.Add([1, 3, 5], [2, 3, 2]);
        Assert.Equal(
            "                MAE        MSE       RMSE         R²\n"
            + "              1.333      3.333      1.826      -0.25\n"
            + "support           3",
            one.ToString());

        var two = new RegressionReport(2);
        two.Add([1, 10, 3, 20], [1, 10, 3, 10]);
        Assert.Equal(
            "                 MAE        MSE       RMSE         R²\n"
            + "output 0           0          0          0          1\n"
            + "output 1           5         50      7.071         -1\n"
            + "    mean         2.5         25      3.536          0\n"
            + " support           2",
            two.ToString());
    }
}
