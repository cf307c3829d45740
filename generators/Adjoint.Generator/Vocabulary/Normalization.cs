namespace Adjoint.Generator.Vocabulary;

/// <summary>A normalisation and all that the compiler knows about it. A new one is an attribute, a kernel and a row in <see cref="Normalizations"/>.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Statistics</c>, <c>Forward</c> and the gradients.</param>
/// <param name="Formula">What it makes of <c>{0}</c> before the weight.</param>
/// <param name="Statistics">What it takes from <c>{0}</c> for that.</param>
/// <param name="Derivative">The gradient by <c>{0}</c>; g is the gradient of the normalised n.</param>
/// <param name="StatisticsPerRow">How many numbers that is for each row; for each column where it goes over the batch.</param>
/// <param name="HasBias">Whether it shifts after it has scaled.</param>
internal sealed record Normalization(string Word, string Formula, string Statistics, string Derivative, int StatisticsPerRow, bool HasBias)
{
    /// <summary>Whether it normalises columns over the batch, and prediction uses running statistics in the place of the batch's.</summary>
    public bool IsOverBatch { get; init; }

    /// <summary>The numbers that its attribute takes; the first is epsilon.</summary>
    public EquatableArray<Setting> Settings { get; init; } = EquatableArray<Setting>.Empty;
}
