using System.Buffers;

namespace Adjoint;

/// <summary>What a model comes to on a set, without a loop.</summary>
/// <remarks>
/// Extension methods, so that a layer may have their names.
/// <code>
/// Console.WriteLine(model.Report(testSet));
/// var (auc, calibration) = (new RocAuc(classes: 10, capacity: testSet.Count), new ExpectedCalibrationError(classes: 10));
/// model.Measure(testSet, auc, calibration);
/// </code>
/// </remarks>
public static class ModelMetrics
{
    /// <summary>Precision, recall and F1 of a model on a set, for each class and averaged.</summary>
    /// <typeparam name="TLabel">The class of a sample.</typeparam>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <returns>The report, whose text is a table.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    public static ClassificationReport<TLabel> Report<TLabel>(this Classifier<TLabel> model, Dataset<TLabel> data)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Confusion(data).Report();
    }

    /// <summary>The errors of a model on a set, and R².</summary>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <returns>The report, whose text is a table.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, or a number is not finite.</exception>
    public static RegressionReport Report(this Regressor model, Dataset<float> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        var report = new RegressionReport(model.Layout.Outputs);
        model.Measure(data, report);
        return report;
    }

    /// <summary>
    /// Accuracy, precision, recall, F1, log loss, ROC AUC and calibration of a model of yes and no on a set: of its one answer, or of each label and averaged.
    /// </summary>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <param name="threshold">Above which probability an answer is yes, 0 to 1.</param>
    /// <returns>The report, whose text is a table.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of its range.</exception>
    public static LogisticReport Report(this LogisticClassifier model, Dataset<bool> data, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var report = new LogisticReport(model.Layout.Outputs, threshold, capacity: data.Count);
        model.Measure(data, report);
        return report;
    }

    /// <summary>Adds a set to metrics: the probabilities that a model gives each row, and its class. One pass over the set for all of them.</summary>
    /// <typeparam name="TLabel">The class of a sample.</typeparam>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <param name="metrics">Metrics for as many classes as the model has. They are not reset: several sets add up.</param>
    /// <exception cref="ArgumentException">
    /// A row has the wrong length, a number is not finite, a label is none of the model's, or a metric is for another number of classes.
    /// </exception>
    public static void Measure<TLabel>(this Classifier<TLabel> model, Dataset<TLabel> data, params IClassifierMetric[] metrics)
        where TLabel : unmanaged
    {
        Check(model, data, metrics);
        var feeder = new ClassifierFeeder(metrics);
        model.ReadInBlocks(data, model, predicted: true, ref feeder);
    }

    /// <summary>Adds a set to metrics: the values that a model predicts for each row, and the true ones. One pass over the set for all of them.</summary>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <param name="metrics">Metrics for as many outputs as the model has. They are not reset: several sets add up.</param>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a metric is for another number of outputs.</exception>
    public static void Measure(this Regressor model, Dataset<float> data, params IRegressorMetric[] metrics)
    {
        Check(model, data, metrics);
        var feeder = new RegressorFeeder(metrics);
        model.ReadInBlocks(data, model, predicted: true, ref feeder);
    }

    /// <summary>Adds a set to metrics: the probability of yes that a model gives each output of each row, and the label. One pass over the set for all of them.</summary>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <param name="metrics">Metrics for as many labels as the model has. They are not reset: several sets add up.</param>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a metric is for another number of labels.</exception>
    public static void Measure(this LogisticClassifier model, Dataset<bool> data, params ILogisticMetric[] metrics)
    {
        Check(model, data, metrics);
        var labels = ArrayPool<bool>.Shared.Rent(LogisticClassifier.BlockRows * model.Layout.Outputs);
        try
        {
            var feeder = new LogisticFeeder(metrics, labels);
            model.ReadInBlocks(data, model, predicted: true, ref feeder);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(labels);
        }
    }

    private static void Check<TLabel>(Network<TLabel> model, Dataset<TLabel> data, object[] metrics)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(metrics);
        model.Check(data, nameof(data));
    }

    private readonly struct ClassifierFeeder(IClassifierMetric[] metrics) : IBlockReader<int>
    {
        public void Read(ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, ReadOnlySpan<float> scores)
        {
            foreach (var metric in metrics)
            {
                metric.Add(targets, scores);
            }
        }
    }

    private readonly struct RegressorFeeder(IRegressorMetric[] metrics) : IBlockReader<float>
    {
        public void Read(ReadOnlySpan<int> rows, ReadOnlySpan<float> targets, ReadOnlySpan<float> scores)
        {
            foreach (var metric in metrics)
            {
                metric.Add(targets, scores);
            }
        }
    }

    private readonly struct LogisticFeeder(ILogisticMetric[] metrics, bool[] labels) : IBlockReader<float>
    {
        public void Read(ReadOnlySpan<int> rows, ReadOnlySpan<float> targets, ReadOnlySpan<float> scores)
        {
            for (var i = 0; i < targets.Length; i++)
            {
                labels[i] = targets[i] > 0;
            }

            foreach (var metric in metrics)
            {
                metric.Add(labels.AsSpan(0, targets.Length), scores);
            }
        }
    }
}
