namespace Adjoint;

/// <summary>
/// Rows of a stream from which the next one is drawn at random; the next to arrive takes its place. As in TensorFlow's <c>shuffle</c>: a row is trained on once for each time that it arrives, and a
/// buffer of the whole pass gives every order with the same probability.
/// </summary>
internal sealed class ShuffleBuffer<TLabel>
    where TLabel : unmanaged
{
    private readonly int _width;
    private readonly int _labelWidth;
    private readonly float[] _features;
    private readonly TLabel[] _labels;
    private readonly int[] _numbers;
    private int _count;

    // The place of the row that was drawn last, for the next to arrive; -1 for none.
    private int _hole = -1;

    public ShuffleBuffer(int capacity, int width, int labelWidth)
    {
        if ((long)capacity * Math.Max(width, labelWidth) > Array.MaxLength)
        {
            throw new ArgumentException($"A shuffle buffer of {capacity} rows of {width} features is larger than the {Array.MaxLength} floats that an array can hold: give a smaller ShuffleBuffer.");
        }

        (_width, _labelWidth) = (width, labelWidth);
        _features = GC.AllocateUninitializedArray<float>(capacity * width);
        _labels = GC.AllocateUninitializedArray<TLabel>(capacity * labelWidth);
        _numbers = new int[capacity];
    }

    /// <summary>Whether there is no place for another row.</summary>
    public bool IsFull => _hole < 0 && _count == _numbers.Length;

    /// <summary>Whether there is no row.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Where the features of the next row go.</summary>
    public Span<float> Features => _features.AsSpan(Place * _width, _width);

    /// <summary>Where its labels go.</summary>
    public Span<TLabel> Labels => _labels.AsSpan(Place * _labelWidth, _labelWidth);

    private int Place => _hole >= 0 ? _hole : _count;

    /// <summary>The row that was written stays, under its number.</summary>
    public void Keep(int number)
    {
        _numbers[Place] = number;
        _count += _hole >= 0 ? 0 : 1;
        _hole = -1;
    }

    /// <summary>No row is there to take the place of the one that was drawn: the last one does.</summary>
    public void CloseHole()
    {
        if (_hole < 0)
        {
            return;
        }

        _count--;
        if (_hole != _count)
        {
            _features.AsSpan(_count * _width, _width).CopyTo(Features);
            _labels.AsSpan(_count * _labelWidth, _labelWidth).CopyTo(Labels);
            _numbers[_hole] = _numbers[_count];
        }

        _hole = -1;
    }

    /// <summary>Adds a row to a batch, by a random number: number <paramref name="counter"/> of the sequence of a key.</summary>
    public void Draw(ulong key, long counter, StreamBatch<TLabel> batch)
    {
        _hole = CounterRandom.Below(key, counter, _count);
        batch.Add(Features, Labels, _numbers[_hole]);
    }
}
