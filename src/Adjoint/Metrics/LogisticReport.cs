using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>
/// Accuracy, precision, recall and F1 at a threshold, log loss, ROC AUC and calibration of answers of yes and no: of one, or of each label and averaged.
/// <see cref="ToString"/> is a table.
/// </summary>
/// <remarks>
/// scikit-learn's <c>precision_recall_fscore_support</c> with its averages (a share of nothing is 0), <c>log_loss</c>, <c>roc_auc_score</c> and <c>accuracy_score</c>; the
/// bins of calibration are those of <c>calibration_curve</c>, ((m - 1)/M, m/M]. It keeps every probability, for the areas: memory for <c>capacity</c> rows is allocated at
/// the construction, within which adding allocates nothing; more rows double it. Not safe from several threads at once.
/// </remarks>
public sealed class LogisticReport : ILogisticMetric
{
    private readonly Label[] _labels;
    private long _exact;

    /// <summary>Counts from zero. <c>model.Report(data)</c> makes one of a model and a set.</summary>
    /// <param name="labels">How many labels a row has, at least 1.</param>
    /// <param name="threshold">Above which probability an answer is yes, 0 to 1.</param>
    /// <param name="capacity">For how many rows to allocate memory, at least 1: 13 bytes for each label.</param>
    /// <param name="bins">How many bins of equal width divide 0 to 1 for the calibration error, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public LogisticReport(int labels = 1, double threshold = 0.5, int capacity = 1024, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        if (threshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, $"The threshold is {threshold}, expected 0 to 1.");
        }

        Threshold = threshold;
        _labels = new Label[labels];
        for (var label = 0; label < labels; label++)
        {
            _labels[label] = new(capacity, bins);
        }
    }

    /// <summary>How many labels a row has.</summary>
    public int Labels => _labels.Length;

    /// <summary>Above which probability an answer is yes.</summary>
    public double Threshold { get; }

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The share of right answers among all labels of all rows, 0 to 1; NaN before the first row.</summary>
    public double Accuracy => Macro.Accuracy;

    /// <summary>The share of rows all of whose labels are right, 0 to 1; NaN before the first row. scikit-learn's <c>accuracy_score</c> of several labels.</summary>
    public double ExactMatch => (double)_exact / Samples;

    /// <summary>The mean over the labels of their log loss, in nats; NaN before the first row.</summary>
    public double LogLoss => Macro.LogLoss;

    /// <summary>The mean over the labels of their area; NaN where one of them has none.</summary>
    public double RocAuc => Macro.RocAuc;

    /// <summary>The mean over the labels of their calibration error; NaN before the first row.</summary>
    public double CalibrationError => Macro.CalibrationError;

    /// <summary>The mean over the labels: each counts the same. Its support is the number of yes of all labels.</summary>
    public LabelScores Macro
    {
        get
        {
            double accuracy = 0, precision = 0, recall = 0, f1 = 0, loss = 0, area = 0, calibration = 0;
            var support = 0L;
            for (var label = 0; label < Labels; label++)
            {
                var scores = this[label];
                accuracy += scores.Accuracy / Labels;
                precision += scores.Yes.Precision / Labels;
                recall += scores.Yes.Recall / Labels;
                f1 += scores.Yes.F1 / Labels;
                loss += scores.LogLoss / Labels;
                area += scores.RocAuc / Labels;
                calibration += scores.CalibrationError / Labels;
                support += scores.Yes.Support;
            }

            return new(accuracy, new(precision, recall, f1, support), loss, area, calibration);
        }
    }

    /// <summary>Precision, recall and F1 of the counts summed over the labels: each yes counts the same.</summary>
    public ClassScores Micro => ClassScores.Of(_labels.Sum(label => label.RightYes), _labels.Sum(label => label.Yes), _labels.Sum(label => label.PredictedYes));

    /// <summary>The numbers of one label.</summary>
    /// <param name="label">0 ... <see cref="Labels"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public LabelScores this[int label]
    {
        get
        {
            if ((uint)label >= (uint)Labels)
            {
                throw new ArgumentOutOfRangeException(nameof(label), label, $"There is no label {label}, expected 0 to {Labels - 1}.");
            }

            var counts = _labels[label];
            var wrong = counts.Yes + counts.PredictedYes - (2 * counts.RightYes);
            return new(
                (double)(Samples - wrong) / Samples,
                ClassScores.Of(counts.RightYes, counts.Yes, counts.PredictedYes),
                counts.Loss / Samples,
                counts.Area.Value,
                counts.Bins.Error);
        }
    }

    /// <summary>One bin of the calibration of a label, from the lowest probability of yes; its accuracy is the share of yes.</summary>
    /// <param name="label">0 ... <see cref="Labels"/> - 1.</param>
    /// <param name="bin">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label or bin.</exception>
    public CalibrationBin Bin(int label, int bin) => (uint)label < (uint)Labels
        ? _labels[label].Bins[bin]
        : throw new ArgumentOutOfRangeException(nameof(label), label, $"There is no label {label}, expected 0 to {Labels - 1}.");

    /// <summary>Counts one row with one label.</summary>
    /// <param name="actual">The label.</param>
    /// <param name="probability">The probability of yes, 0 to 1.</param>
    /// <exception cref="ArgumentException">There are several labels, or the number is no probability.</exception>
    public void Add(bool actual, float probability) => Add(new ReadOnlySpan<bool>(in actual), new ReadOnlySpan<float>(in probability));

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<bool> actual, ReadOnlySpan<float> probabilities)
    {
        MetricCheck.YesOrNo(Labels, actual, probabilities);
        for (var first = 0; first < actual.Length; first += Labels)
        {
            var isExact = true;
            for (var label = 0; label < Labels; label++)
            {
                var isYes = probabilities[first + label] > Threshold;
                isExact &= isYes == actual[first + label];
                _labels[label].Add(actual[first + label], probabilities[first + label], isYes);
            }

            _exact += isExact ? 1 : 0;
            Samples++;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        (_exact, Samples) = (0, 0);
        foreach (var label in _labels)
        {
            label.Reset();
        }
    }

    /// <summary>A table: a row for each label where there are several, then the averages, and what is over all.</summary>
    public override string ToString()
    {
        var width = Math.Max($"label {Labels - 1}".Length, "macro avg".Length);
        var text = new StringBuilder();
        Line(string.Empty, "accuracy", "precision", "recall", "f1-score", "log loss", "ROC AUC", "calibration", "support");
        for (var label = 0; label < Labels; label++)
        {
            Scores(Labels > 1 ? $"label {label}" : "yes", this[label]);
        }

        if (Labels > 1)
        {
            Scores("macro avg", Macro);
            Line("micro avg", string.Empty, Number(Micro.Precision), Number(Micro.Recall), Number(Micro.F1), string.Empty, string.Empty, string.Empty, Count(Micro.Support));
            text.Append(CultureInfo.InvariantCulture, $"all labels of a row right: {Number(ExactMatch)}; ");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Count(Samples)} rows, threshold {Threshold}").ToString();

        void Scores(string name, LabelScores scores) => Line(
            name,
            Number(scores.Accuracy),
            Number(scores.Yes.Precision),
            Number(scores.Yes.Recall),
            Number(scores.Yes.F1),
            Number(scores.LogLoss),
            Number(scores.RocAuc),
            Number(scores.CalibrationError),
            Count(scores.Yes.Support));

        static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

        static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

        void Line(string name, params string[] cells)
            => text.Append(name.PadLeft(width)).AppendJoin(string.Empty, cells.Select(cell => cell.PadLeft(12))).Append('\n');
    }

    /// <summary>What is counted of one label.</summary>
    private sealed class Label(int capacity, int bins)
    {
        public long Yes { get; private set; }

        public long PredictedYes { get; private set; }

        public long RightYes { get; private set; }

        public double Loss { get; private set; }

        public RocAuc Area { get; } = new(2, capacity);

        public CalibrationBins Bins { get; } = new(bins);

        public void Add(bool actual, float probability, bool isYes)
        {
            Yes += actual ? 1 : 0;
            PredictedYes += isYes ? 1 : 0;
            RightYes += actual && isYes ? 1 : 0;
            Loss += Adjoint.LogLoss.Of(actual, probability);
            Area.Add(actual, probability);
            Bins.Add(probability, actual);
        }

        public void Reset()
        {
            (Yes, PredictedYes, RightYes, Loss) = (0, 0, 0, 0);
            Area.Reset();
            Bins.Reset();
        }
    }
}
