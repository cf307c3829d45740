namespace Adjoint.Tests.Metrics;

/// <summary>Adding allocates nothing: a metric may be fed in the middle of a training.</summary>
public class AllocationTests
{
    public enum Side { Left, Middle, Right }

    private static readonly int[] Actual = [0, 1, 2, 1];
    private static readonly float[] Scores = [0.5f, 0.3f, 0.2f, 0.1f, 0.1f, 0.8f, 0.25f, 0.25f, 0.5f, 0, 1, 0];

    [Fact]
    public void Adding_allocates_nothing()
    {
        const int Rounds = 200;
        IClassifierMetric[] metrics =
        [
            new Accuracy(3), new TopKAccuracy(3, 2), new LogLoss(3), new ExpectedCalibrationError(3), new RocAuc(3, 4 * Rounds),
            new ConfusionMatrix<Side>(Enum.GetValues<Side>()),
        ];
        var (area, matrix, regression) = (new RocAuc(2, 2 * Rounds), new ConfusionMatrix<Side>(Enum.GetValues<Side>()), new RegressionReport(3));
        void All()
        {
            foreach (var metric in metrics)
            {
                metric.Reset();
            }

            area.Reset();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var metric in metrics)
                {
                    metric.Add(Actual, Scores);
                }

                area.Add(round % 2 == 0, 0.5f);
                area.Add(1, Scores.AsSpan(0, 2));
                matrix.Add(Side.Left, Side.Right);
                regression.Add(Scores, Scores);
            }

            // Reading a value does not either.
            _ = area.Value + matrix.Accuracy + regression.RSquared;
        }

        Assert.Equal(0, BytesOf(All));
    }

    [Fact]
    public void Rows_beyond_the_capacity_double_it()
    {
        var area = new RocAuc(capacity: 1);
        for (var i = 0; i < 1000; i++)
        {
            area.Add(i % 2 == 0, i);
        }

        // 1024 rows of 13 bytes, and what came before them: without doubling it would be five hundred times that.
        var bytes = BytesOf(() =>
        {
            var small = new RocAuc(capacity: 1);
            for (var i = 0; i < 1000; i++)
            {
                small.Add(i % 2 == 0, i);
            }
        });
        Assert.InRange(bytes, 13 * 1024, 3 * 13 * 1024);
        Assert.Equal(1000, area.Samples);
        area.Reset();
        Assert.Equal(0, BytesOf(() =>
        {
            area.Reset();
            for (var i = 0; i < 1000; i++)
            {
                area.Add(i % 2 == 0, i);
            }
        }));
    }

    /// <summary>The least of a few warm calls: the runtime compiles hot methods again now and then.</summary>
    private static long BytesOf(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
