using System.Buffers.Binary;

namespace Adjoint;

/// <summary>
/// A 64-bit hash of bytes that come in parts. Each step maps the state to another one to one, and so the word it takes in: a change within one word of eight bytes,
/// as a flipped bit is, always shows. It tells damage, not malice.
/// </summary>
internal sealed class ContentHash
{
    /// <summary>Bytes of <see cref="Value"/>.</summary>
    public const int Length = sizeof(ulong);

    // An odd factor, whose product can be undone: the golden ratio's bits, as in the mixing of random numbers.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly byte[] _rest = new byte[Length];
    private ulong _state = Factor;
    private long _count;

    /// <summary>The hash of all bytes so far.</summary>
    public ulong Value
    {
        get
        {
            var rest = (int)(_count % Length);
            _rest.AsSpan(rest).Clear();
            // The number of bytes too: zeros at the end are bytes like others.
            return Mixed(Mixed(_state, BinaryPrimitives.ReadUInt64LittleEndian(_rest)), (ulong)_count);
        }
    }

    /// <summary>Takes in more bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var rest = (int)(_count % Length);
        _count += bytes.Length;
        if (rest > 0)
        {
            var filled = Math.Min(Length - rest, bytes.Length);
            bytes[..filled].CopyTo(_rest.AsSpan(rest));
            bytes = bytes[filled..];
            if (rest + filled < Length)
            {
                return;
            }

            _state = Mixed(_state, BinaryPrimitives.ReadUInt64LittleEndian(_rest));
        }

        var state = _state;
        while (bytes.Length >= Length)
        {
            state = Mixed(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[Length..];
        }

        _state = state;
        bytes.CopyTo(_rest);
    }

    private static ulong Mixed(ulong state, ulong word)
    {
        var product = unchecked((state ^ word) * Factor);
        return product ^ (product >> 32);
    }
}
