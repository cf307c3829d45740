using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Dataset
{
    /// <summary>
    /// A set from a pair of IDX files, the format of MNIST and Fashion-MNIST, gzipped or not. An image is a row: its
    /// bytes in row-major order, scaled from 0 ... 255 to [0, 1].
    /// </summary>
    /// <typeparam name="TLabel"><see cref="int"/>, or an enum whose numeric values are the labels of the file.</typeparam>
    /// <param name="imagesPath">File of unsigned bytes, images x the axes of an image.</param>
    /// <param name="labelsPath">File of unsigned bytes, one for each image.</param>
    /// <exception cref="InvalidDataException">
    /// A file is not IDX, holds another type than unsigned bytes, is shorter or longer than its header says, or the files have
    /// different numbers of images and labels.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TLabel"/> is neither <see cref="int"/> nor an enum.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static Dataset<TLabel> FromIdx<TLabel>(string imagesPath, string labelsPath)
        where TLabel : unmanaged
    {
        if (typeof(TLabel) != typeof(int) && !typeof(TLabel).IsEnum)
        {
            throw new NotSupportedException($"FromIdx<{typeof(TLabel).Name}>: the labels of IDX files are an int or an enum.");
        }

        var images = IdxFile.Read(imagesPath, IdxContent.Images);
        var labels = IdxFile.Read(labelsPath, IdxContent.Labels);
        if (images.Sizes[0] != labels.Sizes[0])
        {
            throw new InvalidDataException(
                $"{imagesPath} holds {images.Sizes[0]} images, but {labelsPath} holds {labels.Sizes[0]} labels.");
        }

        var rows = images.Sizes[0];
        return Whole<TLabel>(
            images.Convert(Pixels), labels.Convert(Labels<TLabel>()), new RowLayout(rows, images.Length / rows, 1));
    }

    // The value of each of the 256 bytes.
    private static float[] Pixels { get; } = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    private static TLabel[] Labels<TLabel>()
        where TLabel : unmanaged
        => [.. Enumerable.Range(0, 256).Select(value => Label<TLabel>((byte)value))];

    // Enums may be of any integer type.
    private static TLabel Label<TLabel>(byte value)
        where TLabel : unmanaged
        => Unsafe.SizeOf<TLabel>() switch
        {
            1 => Unsafe.BitCast<byte, TLabel>(value),
            2 => Unsafe.BitCast<ushort, TLabel>(value),
            4 => Unsafe.BitCast<uint, TLabel>(value),
            _ => Unsafe.BitCast<ulong, TLabel>(value),
        };
}
