using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>Encodes rows once into the floats and labels of a set.</summary>
internal sealed class ExampleEncoder<TRow, TLabel>
    where TRow : IExample<TRow, TLabel>
    where TLabel : unmanaged
{
    /// <summary>Floats that are encoded before they are looked at: they are still in the cache.</summary>
    private const int BlockFloats = 4096;

    private readonly RowOptions _options;
    private readonly int _width = TRow.Columns.Count;
    private readonly int _labelWidth = TRow.Columns.Labels.Count;
    private readonly float[] _features;
    private readonly TLabel[] _labels;
    private readonly List<BadRow> _bad = [];
    private BadRow? _lastSkipped;
    private int _count;

    public ExampleEncoder(int rows, RowOptions options)
    {
        options.Check();
        _options = options;
        var floats = (long)rows * Math.Max(_width, _labelWidth);
        if (floats > Array.MaxLength)
        {
            throw new ArgumentException($"{rows} rows of {_width} columns are {floats} floats, and an array holds at most {Array.MaxLength}.", nameof(rows));
        }

        _features = GC.AllocateUninitializedArray<float>(rows * _width);
        _labels = GC.AllocateUninitializedArray<TLabel>(rows * _labelWidth);
    }

    public void Encode(ReadOnlySpan<TRow> rows)
    {
        var block = Math.Max(1, BlockFloats / _width);
        for (var first = 0; first < rows.Length; first += block)
        {
            var some = rows.Slice(first, Math.Min(block, rows.Length - first));
            if (Encode(some, _features.AsSpan(_count * _width), _labels.AsSpan(_count * _labelWidth)))
            {
                _count += some.Length;
            }
            else
            {
                KeepGood(some, first);
            }
        }

        if (_count == 0 && _lastSkipped is not null)
        {
            _bad.Add(_lastSkipped);
        }

        if (_bad.Count > 0)
        {
            throw new BadRowsException(_bad);
        }
    }

    public Dataset<TLabel> ToDataset() => new(
        new FloatRows(_features.AsMemory(0, _count * _width), _width),
        _labels.AsMemory(0, _count * _labelWidth),
        [.. Enumerable.Range(0, _count)],
        _labelWidth)
    {
        Columns = TRow.Columns.Names,
        SkippedRows = (_features.Length / _width) - _count,
    };

    /// <summary>Encodes rows without looking at each value; whether all of them are good.</summary>
    private bool Encode(ReadOnlySpan<TRow> rows, Span<float> features, Span<TLabel> labels)
    {
        var areGood = true;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is null)
            {
                return false;
            }

            TRow.Encode(in rows[i], features.Slice(i * _width, _width));
            areGood &= TRow.EncodeLabels(in rows[i], labels.Slice(i * _labelWidth, _labelWidth));
        }

        // A sum is finite only if its terms are; it may overflow without a cause, and then the rows are looked at for nothing.
        return areGood && float.IsFinite(TensorPrimitives.Sum(features[..(rows.Length * _width)]));
    }

    private void KeepGood(ReadOnlySpan<TRow> rows, int first)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var features = _features.AsSpan(_count * _width, _width);
            if (FindBad(in rows[i], features) is { } value)
            {
                Refuse(new BadRow(_options.Source ?? TRow.Columns.Example, first + i, value));
            }
            else
            {
                _count++;
            }
        }
    }

    private BadValue? FindBad(in TRow row, Span<float> features)
    {
        if (row is null)
        {
            return new BadValue("the row", "is null", $"one of {TRow.Columns.Example}");
        }

        TRow.Encode(in row, features);
        var isLabelled = TRow.EncodeLabels(in row, _labels.AsSpan(_count * _labelWidth, _labelWidth));
        return Kernels.Encoding.FindBad<TRow, TLabel>(in row, features) ?? (isLabelled ? null : TRow.FindBadLabel(in row));
    }

    private void Refuse(BadRow row)
    {
        switch (_options.BadRows)
        {
            case BadRows.Skip:
                _options.OnSkipped?.Invoke(row);
                _lastSkipped = row;
                break;
            case BadRows.Collect when _bad.Count + 1 < _options.MostErrors:
                _bad.Add(row);
                break;
            default:
                _bad.Add(row);
                throw new BadRowsException(_bad);
        }
    }
}
