namespace Adjoint;

/// <summary>
/// Softmax and cross-entropy of class scores: the mean over the batch of -log softmax(scores)[label], as
/// <c>torch.nn.CrossEntropyLoss</c>. Labels are the enum of <c>[Dense&lt;TLabel&gt;]</c> or, after <c>[Dense(n)]</c>, integers 0 ... n-1.
/// </summary>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>
    /// What share of the label's probability is spread over all classes: 0 or more, below 1; 0 unless given. As
    /// <c>label_smoothing</c>.
    /// </summary>
    public double LabelSmoothing { get; init; }
}
