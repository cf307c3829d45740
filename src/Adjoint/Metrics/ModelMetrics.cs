using System.Buffers;
using Adjoint.Kernels;

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
        var (inputs, outputs) = Rent(model);
        var labels = ArrayPool<int>.Shared.Rent(Network<TLabel>.BlockRows);
        try
        {
            for (var first = 0; first < data.Count; first += Network<TLabel>.BlockRows)
            {
                var rows = data.SourceRows.Slice(first, Math.Min(Network<TLabel>.BlockRows, data.Count - first));
                for (var i = 0; i < rows.Length; i++)
                {
                    labels[i] = model.NumberOf(data.SourceLabels[rows[i]]);
                }

                var probabilities = Predict(model, data, rows, inputs, outputs);
                foreach (var metric in metrics)
                {
                    metric.Add(labels.AsSpan(0, rows.Length), probabilities);
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(labels);
            Return(inputs, outputs);
        }
    }

    /// <summary>Adds a set to metrics: the values that a model predicts for each row, and the true ones. One pass over the set for all of them.</summary>
    /// <param name="model">The model, in prediction mode.</param>
    /// <param name="data">The set.</param>
    /// <param name="metrics">Metrics for as many outputs as the model has. They are not reset: several sets add up.</param>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a metric is for another number of outputs.</exception>
    public static void Measure(this Regressor model, Dataset<float> data, params IRegressorMetric[] metrics)
    {
        Check(model, data, metrics);
        var (inputs, outputs) = Rent(model);
        var targets = ArrayPool<float>.Shared.Rent(Regressor.BlockRows * model.Layout.Outputs);
        try
        {
            for (var first = 0; first < data.Count; first += Regressor.BlockRows)
            {
                var rows = data.SourceRows.Slice(first, Math.Min(Regressor.BlockRows, data.Count - first));
                var actual = targets.AsSpan(0, rows.Length * model.Layout.Outputs);
                Batch.Gather(model.Layout.Outputs, data.SourceLabels, rows, actual);
                var predicted = Predict(model, data, rows, inputs, outputs);
                foreach (var metric in metrics)
                {
                    metric.Add(actual, predicted);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(targets);
            Return(inputs, outputs);
        }
    }

    private static void Check<TLabel>(Network<TLabel> model, Dataset<TLabel> data, object[] metrics)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(metrics);
        model.Check(data, nameof(data));
    }

    private static Span<float> Predict<TLabel>(Network<TLabel> model, Dataset<TLabel> data, ReadOnlySpan<int> rows, float[] inputs, float[] outputs)
        where TLabel : unmanaged
    {
        var features = inputs.AsSpan(0, rows.Length * model.Layout.Inputs);
        var predicted = outputs.AsSpan(0, rows.Length * model.Layout.Outputs);
        Batch.Gather(model.Layout.Inputs, data.SourceFeatures, rows, features);
        model.Predict(features, predicted);
        return predicted;
    }

    private static (float[] Inputs, float[] Outputs) Rent<TLabel>(Network<TLabel> model)
        where TLabel : unmanaged
        => (ArrayPool<float>.Shared.Rent(Network<TLabel>.BlockRows * model.Layout.Inputs), ArrayPool<float>.Shared.Rent(Network<TLabel>.BlockRows * model.Layout.Outputs));

    private static void Return(float[] inputs, float[] outputs)
    {
        ArrayPool<float>.Shared.Return(inputs);
        ArrayPool<float>.Shared.Return(outputs);
    }
}
