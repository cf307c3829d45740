namespace Adjoint;

/// <content>IDX files.</content>
public static partial class Dataset
{
    /// <summary>
    /// A set from a pair of IDX files, the format of MNIST and Fashion-MNIST, gzipped or not. An image is a row: its values in row-major order. Unsigned bytes are scaled from
    /// 0 ... 255 to [0, 1]; values of the other types (signed bytes, int16, int32, float32, float64) are taken as they are.
    /// </summary>
    /// <remarks>
    /// Unsigned bytes stay bytes, a quarter of the memory of floats, and become floats as a batch is made. Those of a gzipped file are kept in memory; those of another stay in the file,
    /// which the system reads page by page and which may be larger than memory: it stays open as
    /// <see cref="FromBinary{TLabel}(string, RowFormat, IReadOnlyList{TLabel}, int)"/> says. Values of the other types become floats in memory.
    /// </remarks>
    /// <typeparam name="TLabel"><see cref="int"/>, or an enum whose numeric values are the labels of the file.</typeparam>
    /// <param name="imagesPath">File of images x the axes of an image.</param>
    /// <param name="labelsPath">File of unsigned bytes, one for each image.</param>
    /// <exception cref="InvalidDataException">
    /// A file is not IDX, is shorter or longer than its header says, holds values that float32 does not, or labels of another type than unsigned bytes; or the files have
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

        var images = IdxFile.ReadImages(imagesPath);
        var labels = IdxFile.ReadLabels(labelsPath);
        return images.Rows == labels.Length
            ? Whole<TLabel>(images, ByteLabels.Of<TLabel>(labels), labelCount: 1)
            : throw new InvalidDataException($"{imagesPath} holds {images.Rows} images, but {labelsPath} holds {labels.Length} labels.");
    }
}
