namespace Adjoint;

/// <summary>
/// Looks up a row of a table for each index: [..., n] to [..., n, width], as <c>torch.nn.Embedding</c>. It stands first, because its inputs are whole
/// numbers from 0 to vocabulary - 1 (stored as float32, which is exact). The gradients of an index that occurs several times in a batch are summed
/// in the order of the batch.
/// </summary>
/// <param name="vocabulary">The number of rows of the table: 1 to 16,777,216, as far as float32 counts without gaps.</param>
/// <param name="width">The numbers of a row; at least 1.</param>
public sealed class EmbeddingAttribute(int vocabulary, int width) : LayerAttribute
{
    /// <summary>The number of rows of the table.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>The numbers of a row.</summary>
    public int Width { get; } = width;

    /// <summary>An index whose row starts as zeros and is not trained: 0 to vocabulary - 1; none (-1) unless given.</summary>
    public int Padding { get; init; } = -1;

    /// <summary>How the table is drawn; normal with deviation 1 unless given.</summary>
    public Initialization WeightInit { get; init; }

    /// <summary>The number that <see cref="WeightInit"/> takes: a value, bound, deviation or gain; the way's own unless given.</summary>
    public double WeightScale { get; init; } = double.NaN;

    /// <summary>
    /// Whether the layer keeps the values that it was loaded or drawn with (as <c>requires_grad_(False)</c> in PyTorch): no gradient is computed for them; false unless given. Files do not tell
    /// frozen layers from others.
    /// </summary>
    public bool Frozen { get; init; }
}
