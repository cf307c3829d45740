using System.Globalization;
using System.Numerics.Tensors;
using System.Text;

namespace Adjoint;

/// <summary>How often each class was taken for each. Accuracy, precision, recall and F1 are all read from it: see <see cref="Report"/>.</summary>
/// <typeparam name="TLabel">The class of a sample.</typeparam>
/// <remarks>Adding allocates nothing. Not safe from several threads at once.</remarks>
public sealed class ConfusionMatrix<TLabel> : IClassifierMetric
    where TLabel : unmanaged
{
    private readonly TLabel[] _classes;
    private readonly Dictionary<TLabel, int> _numbers;
    private readonly long[,] _counts;

    /// <summary>Counts from zero. <c>model.Confusion(data)</c> makes one of a model and a set.</summary>
    /// <param name="classes">The classes in the order of rows and columns: <c>Enum.GetValues&lt;TLabel&gt;()</c>, say.</param>
    /// <exception cref="ArgumentException">There are no classes, or one comes twice.</exception>
    public ConfusionMatrix(IReadOnlyList<TLabel> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0)
        {
            throw new ArgumentException("There are 0 classes, expected 1 or more.", nameof(classes));
        }

        _classes = [.. classes];
        _numbers = new(_classes.Length);
        for (var i = 0; i < _classes.Length; i++)
        {
            if (!_numbers.TryAdd(_classes[i], i))
            {
                throw new ArgumentException($"The class {_classes[i]} comes twice, expected each once.", nameof(classes));
            }
        }

        _counts = new long[_classes.Length, _classes.Length];
    }

    /// <summary>The classes in the order of rows and columns.</summary>
    public IReadOnlyList<TLabel> Classes => _classes;

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The share of samples on the diagonal, 0 to 1; NaN before the first.</summary>
    public double Accuracy
    {
        get
        {
            long correct = 0;
            for (var number = 0; number < _classes.Length; number++)
            {
                correct += _counts[number, number];
            }

            return (double)correct / Samples;
        }
    }

    /// <summary>How many samples of class <paramref name="actual"/> were taken for class <paramref name="predicted"/>, by class number.</summary>
    public long this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>Precision, recall and F1 of what has been counted so far, for each class and averaged.</summary>
    /// <returns>The numbers as they are now; later rows do not change them.</returns>
    public ClassificationReport<TLabel> Report() => new(this);

    /// <summary>Counts one row.</summary>
    /// <param name="actual">Its true class.</param>
    /// <param name="predicted">The class that it was taken for.</param>
    /// <exception cref="ArgumentException">One is no class of this matrix.</exception>
    public void Add(TLabel actual, TLabel predicted) => Count(NumberOf(actual, nameof(actual)), NumberOf(predicted, nameof(predicted)));

    /// <summary>Counts a block of rows: all of it, or nothing where it is refused.</summary>
    /// <param name="actual">The true class of each row.</param>
    /// <param name="predicted">The class that each was taken for.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is no class of this matrix.</exception>
    public void Add(ReadOnlySpan<TLabel> actual, ReadOnlySpan<TLabel> predicted)
    {
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"{actual.Length} rows have as many predictions, but {predicted.Length} were given.", nameof(predicted));
        }

        for (var row = 0; row < actual.Length; row++)
        {
            NumberOf(actual[row], nameof(actual));
            NumberOf(predicted[row], nameof(predicted));
        }

        for (var row = 0; row < actual.Length; row++)
        {
            Count(_numbers[actual[row]], _numbers[predicted[row]]);
        }
    }

    /// <summary>Counts one row by its scores: the highest is the prediction, of equal ones the first.</summary>
    /// <param name="actual">The number of the true class: its place in <see cref="Classes"/>.</param>
    /// <param name="scores">A score for each class.</param>
    /// <inheritdoc cref="IClassifierMetric.Add" path="/exception"/>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <summary>Counts a block of rows by their scores: the highest is the prediction, of equal ones the first. All of it, or nothing where it is refused.</summary>
    /// <param name="actual">The number of the true class of each row: its place in <see cref="Classes"/>.</param>
    /// <param name="scores">A score for each class: rows x classes, row-major.</param>
    /// <inheritdoc cref="IClassifierMetric.Add" path="/exception"/>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Scores(_classes.Length, actual, scores);
        for (var row = 0; row < actual.Length; row++)
        {
            Count(actual[row], TensorPrimitives.IndexOfMax(scores.Slice(row * _classes.Length, _classes.Length)));
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_counts);
        Samples = 0;
    }

    /// <summary>A table: a row for each true class, a column for each predicted one, a dot for zero.</summary>
    public override string ToString()
    {
        var names = _classes.Select(label => label.ToString()!).ToArray();
        var first = names.Max(name => name.Length);
        // Columns are as wide as the counts need, and long names are cut so that a table of many classes fits a terminal.
        var width = Math.Max(Math.Min(first, 6), _counts.Cast<long>().Max().ToString(CultureInfo.InvariantCulture).Length) + 1;
        var text = new StringBuilder().Append(' ', first);
        foreach (var name in names)
        {
            text.Append((name.Length < width ? name : name[..(width - 1)]).PadLeft(width));
        }

        for (var row = 0; row < names.Length; row++)
        {
            text.Append('\n').Append(names[row].PadRight(first));
            for (var column = 0; column < names.Length; column++)
            {
                var count = _counts[row, column];
                text.Append((count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture)).PadLeft(width));
            }
        }

        return text.ToString();
    }

    /// <summary>For models, which know the numbers of their classes.</summary>
    internal void Add(int actual, int predicted) => Count(actual, predicted);

    private void Count(int actual, int predicted)
    {
        _counts[actual, predicted]++;
        Samples++;
    }

    private int NumberOf(TLabel label, string parameter) => _numbers.TryGetValue(label, out var number)
        ? number
        : throw new ArgumentException($"{label} is none of the {_classes.Length} classes of this matrix: {_classes[0]} to {_classes[^1]}.", parameter);
}
