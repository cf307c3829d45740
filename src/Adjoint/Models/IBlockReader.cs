namespace Adjoint;

/// <summary>Takes what a model makes of a set, block by block.</summary>
/// <typeparam name="TTarget">What the loss compares with: class numbers or floats.</typeparam>
internal interface IBlockReader<TTarget>
{
    /// <summary>Takes a block.</summary>
    /// <param name="rows">The rows of the source that it has.</param>
    /// <param name="targets">Their labels as the loss takes them.</param>
    /// <param name="scores">Logits or predictions: rows x outputs.</param>
    void Read(ReadOnlySpan<int> rows, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> scores);
}
