namespace Adjoint;

/// <content>Writing a set.</content>
public sealed partial class Dataset<TLabel>
{
    /// <summary>
    /// Writes the rows of this set, in its order, to the two files that <see cref="Dataset.FromBinary{TLabel}(string, RowFormat, string, int)"/> reads: the features as float32, and the labels.
    /// Weights and the names of columns are not written. <see cref="BinaryRows"/> writes rows that are no set, and bytes.
    /// </summary>
    /// <param name="featuresPath">The file of features; replaced, when it is whole, if it is there.</param>
    /// <param name="labelsPath">The file of labels; the same.</param>
    /// <exception cref="ArgumentException">Both paths are one file.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void SaveBinary(string featuresPath, string labelsPath)
    {
        ArgumentNullException.ThrowIfNull(featuresPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        if (Path.GetFullPath(featuresPath) == Path.GetFullPath(labelsPath))
        {
            throw new ArgumentException($"Features and labels are two files, but both paths are {labelsPath}.", nameof(labelsPath));
        }

        BinaryRows.Write(this, featuresPath, labelsPath);
    }
}
