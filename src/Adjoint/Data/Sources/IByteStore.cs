namespace Adjoint;

/// <summary>Where bytes lie: a struct, so that reading a row costs no call.</summary>
internal interface IByteStore
{
    /// <summary>Bytes from a place on. They are there as long as somebody has the store.</summary>
    ReadOnlySpan<byte> Slice(long start, int count);
}

/// <summary>Bytes in memory.</summary>
internal readonly struct MemoryBytes(ReadOnlyMemory<byte> values) : IByteStore
{
    public ReadOnlySpan<byte> Slice(long start, int count) => values.Span.Slice((int)start, count);
}

/// <summary>Bytes of a file, from byte <paramref name="first"/> on.</summary>
internal readonly struct FileBytes(MappedFile file, long first) : IByteStore
{
    public ReadOnlySpan<byte> Slice(long start, int count) => file.Values<byte>(first + start, count);
}
