using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Labels in a file, one after the other and nothing else.</summary>
internal static class LabelFile
{
    /// <summary>The labels of so many rows; checked against the length of the file before memory is taken for them.</summary>
    public static TLabel[] Read<TLabel>(string path, int rows, int labelCount)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(path);
        var isClass = typeof(TLabel) == typeof(int) || typeof(TLabel).IsEnum;
        if (!isClass && typeof(TLabel) != typeof(bool) && typeof(TLabel) != typeof(float))
        {
            throw new NotSupportedException($"FromBinary<{typeof(TLabel).Name}>: the labels of a file are an enum, int, bool or float.");
        }

        using var file = File.OpenRead(path);
        var count = (long)rows * labelCount;
        var isBytes = isClass && file.Length == count;
        if (!isBytes && file.Length != count * Unsafe.SizeOf<TLabel>())
        {
            var orBytes = isClass && Unsafe.SizeOf<TLabel>() > 1 ? $", or {count} unsigned bytes" : string.Empty;
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has {file.Length} bytes, but {rows} rows with {labelCount} {(labelCount == 1 ? "label" : "labels")} each take {count * Unsafe.SizeOf<TLabel>()} "
                + $"({count} of {typeof(TLabel).Name}, {Unsafe.SizeOf<TLabel>()} bytes each){orBytes}."));
        }

        if (count > Array.MaxLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{path} has {count} labels, more than the {Array.MaxLength} that an array can hold."));
        }

        if (isBytes)
        {
            var bytes = new byte[count];
            file.ReadExactly(bytes);
            return ByteLabels.Of<TLabel>(bytes);
        }

        var labels = new TLabel[count];
        Fill(file, labels.AsSpan());
        if (typeof(TLabel) == typeof(bool))
        {
            RequireYesOrNo(path, MemoryMarshal.AsBytes(labels.AsSpan()));
        }

        return labels;
    }

    private static void Fill<TLabel>(FileStream file, Span<TLabel> labels)
        where TLabel : unmanaged
    {
        // In parts: as bytes the labels may be more than a span can hold.
        const int Part = 1 << 24;
        for (; !labels.IsEmpty; labels = labels[Math.Min(Part, labels.Length)..])
        {
            var part = labels[..Math.Min(Part, labels.Length)];
            file.ReadExactly(MemoryMarshal.AsBytes(part));
            LittleEndian.Swap(part);
        }
    }

    // A bool that is another byte would be true in one place and false in another.
    private static void RequireYesOrNo(string path, ReadOnlySpan<byte> labels)
    {
        if (labels.IndexOfAnyExcept((byte)0, (byte)1) is var label and >= 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}: label {label} is the byte {labels[label]}, expected 0 (no) or 1 (yes)."));
        }
    }
}
