using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Rows of one set that another has too, features and labels to the bit: a table of hashes, and comparisons where two are equal.</summary>
/// <remarks>Before a training on 60,000 rows of 784 features with 10,000 for validation it takes about 0.05 s, as long as the check that all are finite numbers.</remarks>
internal static class SharedRows
{
    /// <summary>What to say of the rows of a validation set that are trained on too; null if there are none. Reads both sets once.</summary>
    public static string? Warn<TLabel>(Dataset<TLabel> training, Dataset<TLabel> validation)
        where TLabel : unmanaged
    {
        var (shared, validationRow, trainingRow) = Count(validation, training);
        return shared == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{shared:N0} of the {validation.Count:N0} rows of the validation set {(shared == 1 ? "is" : "are")} in the training set too, as row {validationRow} is row {trainingRow} of it: "
                + $"validation does not tell how well the model does on rows that it has not seen.");
    }

    /// <summary>How many rows of the first set the second has, and one of them with its row in the second.</summary>
    public static (int Count, int Row, int OtherRow) Count<TLabel>(Dataset<TLabel> set, Dataset<TLabel> other)
        where TLabel : unmanaged
    {
        var table = new Table<TLabel>(set);
        var buffer = other.NewRowBuffer();
        var (count, row, otherRow) = (0, 0, 0);
        for (var candidate = 0; candidate < other.Count; candidate++)
        {
            if (table.Take(other.Features(candidate, buffer), other.Labels(candidate)) is ({ } found, var copies))
            {
                (row, otherRow) = count == 0 ? (found, candidate) : (row, otherRow);
                count += copies;
            }
        }

        return (count, row, otherRow);
    }

    /// <summary>The different rows of a set by their hash, each with how often it comes.</summary>
    private sealed class Table<TLabel>
        where TLabel : unmanaged
    {
        private readonly Dataset<TLabel> _set;
        private readonly ulong[] _hashes;

        // By the low bits of the hash, the first row of a chain; then the next row of each. -1 ends it.
        private readonly int[] _first;
        private readonly int[] _next;

        // 0 for a row that was taken.
        private readonly int[] _copies;

        // For a set that keeps something else than floats.
        private readonly float[] _row;

        public Table(Dataset<TLabel> set)
        {
            _set = set;
            _row = set.NewRowBuffer();
            _hashes = new ulong[set.Count];
            _next = new int[set.Count];
            _copies = new int[set.Count];
            _first = new int[Slots(set.Count)];
            Array.Fill(_first, -1);
            var buffer = set.NewRowBuffer();
            for (var row = 0; row < set.Count; row++)
            {
                var features = set.Features(row, buffer);
                _hashes[row] = RowHash.Of(features);
                var equal = Find(features, set.Labels(row), _hashes[row]);
                if (equal < 0)
                {
                    ref var first = ref _first[Slot(_hashes[row])];
                    (_next[row], first, equal) = (first, row, row);
                }

                _copies[equal]++;
            }
        }

        /// <summary>The row that equals a row of another set, once, and how often it comes.</summary>
        public (int? Row, int Copies) Take(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels)
        {
            var row = Find(features, labels, RowHash.Of(features));
            if (row < 0 || _copies[row] == 0)
            {
                return (null, 0);
            }

            var copies = _copies[row];
            _copies[row] = 0;
            return (row, copies);
        }

        private int Find(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, ulong hash)
        {
            var row = _first[Slot(hash)];
            while (row >= 0 && !(_hashes[row] == hash && AreEqual(features, labels, row)))
            {
                row = _next[row];
            }

            return row;
        }

        private bool AreEqual(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, int row) =>
            Bytes(features).SequenceEqual(Bytes(_set.Features(row, _row))) && Bytes(labels).SequenceEqual(Bytes(_set.Labels(row)));

        private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> values)
            where T : unmanaged
            => MemoryMarshal.AsBytes(values);

        private int Slot(ulong hash) => (int)(hash & (ulong)(_first.Length - 1));

        // Twice the rows at least: chains are short.
        private static uint Slots(int rows) => BitOperations.RoundUpToPowerOf2((uint)Math.Min(rows, 1 << 28) * 2);
    }
}
