namespace Adjoint;

/// <summary>Checks that the tensors of a header fill the data exactly.</summary>
internal static class SafetensorsLayout
{
    /// <summary>Throws unless each tensor has the size that its shape says and they lie without holes and overlaps.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="entries">Tensors in any order.</param>
    /// <param name="dataLength">Bytes of the file after the header.</param>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void Check(string path, IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        var next = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            CheckSize(path, entry);
            if (entry.Begin != next)
            {
                var fault = entry.Begin > next ? "a hole" : "an overlap";
                throw SafetensorsError.Bad(
                    path, $"expected tensor '{entry.Name}' to begin at byte {next} of the data, found {entry.Begin}: {fault}");
            }

            next = entry.End;
        }

        if (next != dataLength)
        {
            throw SafetensorsError.Bad(path, $"expected {next} bytes of data after the header, found {dataLength}");
        }
    }

    private static void CheckSize(string path, SafetensorsEntry entry)
    {
        if (entry.End < entry.Begin)
        {
            throw SafetensorsError.Bad(path, $"tensor '{entry.Name}' ends at byte {entry.End} of the data, before its begin {entry.Begin}");
        }

        var bits = SafetensorsTypes.Bits(entry.Type)
            ?? throw SafetensorsError.Bad(path, $"tensor '{entry.Name}' has the unknown dtype '{entry.Type}'");
        var size = Bytes(entry.Shape, bits)
            ?? throw SafetensorsError.Bad(path, $"the size of tensor '{entry.Name}', {entry}, overflows or is no whole number of bytes");
        if (size != entry.End - entry.Begin)
        {
            throw SafetensorsError.Bad(
                path, $"expected {size} bytes for tensor '{entry.Name}', {entry}, found data_offsets of {entry.End - entry.Begin}");
        }
    }

    private static long? Bytes(long[] shape, int bits)
    {
        var total = 1L;
        foreach (var factor in (ReadOnlySpan<long>)[.. shape, bits])
        {
            if (total != 0 && factor > long.MaxValue / total)
            {
                return null;
            }

            total *= factor;
        }

        return total % 8 == 0 ? total / 8 : null;
    }
}
