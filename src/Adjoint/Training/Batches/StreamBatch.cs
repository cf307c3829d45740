namespace Adjoint;

/// <summary>A batch from a stream, and which of its rows are in it.</summary>
internal sealed class StreamBatch<TLabel>(int capacity, int width, int labelWidth)
    where TLabel : unmanaged
{
    private readonly int[] _numbers = new int[capacity];

    /// <summary>The batch.</summary>
    public BatchSlot<TLabel> Slot { get; } = new(capacity, width, labelWidth);

    /// <summary>The numbers of its rows in their pass.</summary>
    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, Slot.Rows);

    /// <summary>One more row.</summary>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, int number)
    {
        _numbers[Slot.Rows] = number;
        Slot.Add(features, labels);
    }
}
