using System.Globalization;

namespace Adjoint;

/// <summary>What a binary file of rows holds: so many numbers a row, row after row and nothing else, as <see cref="BinaryRows"/> writes it or <c>numpy.ndarray.tofile</c>.</summary>
public sealed record RowFormat
{
    private RowFormat(int featureCount, float? divisor)
    {
        if (featureCount < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(featureCount), featureCount, "A row has at least one feature.");
        }

        (FeatureCount, Divisor) = (featureCount, divisor);
    }

    /// <summary>Numbers of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>What bytes are divided by; null for floats.</summary>
    public float? Divisor { get; }

    /// <summary>Bytes of a row in the file.</summary>
    public long BytesPerRow => Divisor is null ? (long)FeatureCount * sizeof(float) : FeatureCount;

    /// <summary>Rows of float32 numbers, little-endian.</summary>
    /// <param name="featureCount">Numbers of a row, at least 1.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public static RowFormat Floats(int featureCount) => new(featureCount, divisor: null);

    /// <summary>Rows of unsigned bytes. A feature is its byte divided by <paramref name="divisor"/>.</summary>
    /// <param name="featureCount">Bytes of a row, at least 1.</param>
    /// <param name="divisor">A finite number above 0: 255 brings the bytes 0 ... 255 to [0, 1], 1 leaves them as they are.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static RowFormat Bytes(int featureCount, float divisor = 255) => new(featureCount, ByteRows.Checked(divisor));

    /// <summary>"784 float32 a row" or "784 bytes a row".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FeatureCount} {(Divisor is null ? "float32" : "bytes")} a row");
}
