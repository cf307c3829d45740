using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>Precision, recall and F1 for each class and averaged. <see cref="ToString()"/> is a table, as scikit-learn's <c>classification_report</c> prints it.</summary>
/// <typeparam name="TLabel">The class of a sample.</typeparam>
/// <remarks>
/// A share of nothing is 0: the precision of a class that nothing was taken for, the recall of one without rows (scikit-learn's default
/// <c>zero_division</c>, without the warning). Averages are over all classes of the matrix, also over those without rows.
/// </remarks>
public sealed class ClassificationReport<TLabel>
    where TLabel : unmanaged
{
    private readonly TLabel[] _classes;
    private readonly ClassScores[] _scores;

    internal ClassificationReport(ConfusionMatrix<TLabel> matrix)
    {
        _classes = [.. matrix.Classes];
        _scores = new ClassScores[_classes.Length];
        long right = 0;
        for (var i = 0; i < _classes.Length; i++)
        {
            long actual = 0, predicted = 0;
            for (var j = 0; j < _classes.Length; j++)
            {
                actual += matrix[i, j];
                predicted += matrix[j, i];
            }

            _scores[i] = ClassScores.Of(matrix[i, i], actual, predicted);
            right += matrix[i, i];
        }

        Samples = matrix.Samples;
        Accuracy = matrix.Accuracy;
        Micro = ClassScores.Of(right, Samples, Samples);
        Macro = Average(_ => 1.0 / _classes.Length);
        Weighted = Average(scores => Samples == 0 ? 0 : (double)scores.Support / Samples);
    }

    /// <summary>The classes in the order of the table.</summary>
    public IReadOnlyList<TLabel> Classes => _classes;

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; }

    /// <summary>The share of rows that were taken for their class, 0 to 1; NaN without rows.</summary>
    public double Accuracy { get; }

    /// <summary>The mean over the classes: each counts the same.</summary>
    public ClassScores Macro { get; }

    /// <summary>Of the counts summed over the classes. A row has one class, so all three are the accuracy.</summary>
    public ClassScores Micro { get; }

    /// <summary>The mean over the classes, each counted by its rows.</summary>
    public ClassScores Weighted { get; }

    /// <summary>The numbers of one class.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentException">It is none of <see cref="Classes"/>.</exception>
    public ClassScores this[TLabel label] => Array.IndexOf(_classes, label) is >= 0 and var index
        ? _scores[index]
        : throw new ArgumentException($"{label} is none of the {_classes.Length} classes of this report: {_classes[0]} to {_classes[^1]}.", nameof(label));

    /// <summary>The table with two digits.</summary>
    public override string ToString() => ToString(2);

    /// <summary>The table: a row for each class, then the accuracy and the averages.</summary>
    /// <param name="digits">Digits after the point, 0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">The digits are out of their range.</exception>
    public string ToString(int digits)
    {
        if (digits is < 0 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), digits, $"digits is {digits}, expected 0 to 9.");
        }

        const string WeightedAverage = "weighted avg";
        var names = _classes.Select(label => label.ToString()!).ToArray();
        var width = Math.Max(names.Max(name => name.Length), WeightedAverage.Length);
        var format = "F" + digits.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        Line(string.Empty, "precision", "recall", "f1-score", "support");
        text.Append('\n');
        for (var i = 0; i < names.Length; i++)
        {
            Scores(names[i], _scores[i]);
        }

        text.Append('\n');
        Line("accuracy", string.Empty, string.Empty, Number(Accuracy), Count(Samples));
        Scores("macro avg", Macro);
        Scores(WeightedAverage, Weighted);
        return text.ToString(0, text.Length - 1);

        void Scores(string name, ClassScores scores) => Line(name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), Count(scores.Support));

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);

        static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

        void Line(string name, params string[] cells)
        {
            text.Append(name.PadLeft(width)).Append(' ');
            foreach (var cell in cells)
            {
                text.Append(' ').Append(cell.PadLeft(9));
            }

            text.Append('\n');
        }
    }

    private ClassScores Average(Func<ClassScores, double> weight)
    {
        double precision = 0, recall = 0, f1 = 0;
        foreach (var scores in _scores)
        {
            precision += weight(scores) * scores.Precision;
            recall += weight(scores) * scores.Recall;
            f1 += weight(scores) * scores.F1;
        }

        return new(precision, recall, f1, Samples);
    }
}
