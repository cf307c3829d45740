using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>How often each class was taken for each.</summary>
/// <typeparam name="TLabel">The class of a sample.</typeparam>
public sealed class ConfusionMatrix<TLabel>
    where TLabel : unmanaged
{
    private readonly TLabel[] _classes;
    private readonly long[,] _counts;

    internal ConfusionMatrix(TLabel[] classes)
    {
        _classes = classes;
        _counts = new long[classes.Length, classes.Length];
    }

    /// <summary>The classes in the order of rows and columns.</summary>
    public IReadOnlyList<TLabel> Classes => _classes;

    /// <summary>The share of samples on the diagonal, 0 to 1.</summary>
    public double Accuracy
    {
        get
        {
            long correct = 0, all = 0;
            for (var row = 0; row < _classes.Length; row++)
            {
                for (var column = 0; column < _classes.Length; column++)
                {
                    all += _counts[row, column];
                    correct += row == column ? _counts[row, column] : 0;
                }
            }

            return (double)correct / all;
        }
    }

    /// <summary>How many samples of class <paramref name="actual"/> were taken for class <paramref name="predicted"/>, by class number.</summary>
    public long this[int actual, int predicted] => _counts[actual, predicted];

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

    internal void Add(int actual, int predicted) => _counts[actual, predicted]++;
}
