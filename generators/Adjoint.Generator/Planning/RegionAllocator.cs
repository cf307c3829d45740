namespace Adjoint.Generator.Planning;

/// <summary>Offsets in one region: the smallest free block that fits, or the end. A freed block joins its free neighbours.</summary>
internal sealed class RegionAllocator
{
    private const int FloatsPerCacheLine = 16;

    // Ordered by offset; lengths of free blocks.
    private readonly SortedDictionary<int, int> _free = [];

    /// <summary>The floats that the region needs.</summary>
    public int Size { get; private set; }

    /// <summary>Rounded up to a cache line, so that a buffer starts at one.</summary>
    public static int Align(int length) => checked(length + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;

    public int Allocate(int length)
    {
        length = Align(length);
        int? best = null;
        foreach (var block in _free)
        {
            if (block.Value >= length && (best is null || block.Value < _free[best.Value]))
            {
                best = block.Key;
            }
        }

        if (best is not { } offset)
        {
            var end = Size;
            Size = checked(Size + length);
            return end;
        }

        var rest = _free[offset] - length;
        _free.Remove(offset);
        if (rest > 0)
        {
            _free.Add(offset + length, rest);
        }

        return offset;
    }

    public void Free(int offset, int length)
    {
        length = Align(length);
        if (_free.TryGetValue(offset + length, out var next))
        {
            _free.Remove(offset + length);
            length += next;
        }

        foreach (var block in _free)
        {
            if (block.Key + block.Value == offset)
            {
                _free[block.Key] = block.Value + length;
                return;
            }
        }

        _free.Add(offset, length);
    }
}
