namespace Adjoint.Generator.Planning;

/// <summary>Offsets in one region: the smallest free block that fits, or the end, free or not yet there. A freed block joins its free neighbours.</summary>
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
        var end = Size;
        foreach (var block in _free)
        {
            if (block.Value >= length && (best is null || block.Value < _free[best.Value]))
            {
                best = block.Key;
            }

            // A free block at the end, too short, grows.
            end = block.Key + block.Value == Size ? block.Key : end;
        }

        if (best is not { } offset)
        {
            Size = checked(end + length);
            _free.Remove(end);
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
