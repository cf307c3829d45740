namespace Adjoint;

/// <summary>
/// Softmax and cross-entropy of class scores: the mean over the batch of -log softmax(scores)[label], as
/// <c>torch.nn.CrossEntropyLoss</c>. Labels are the enum of <c>[Dense&lt;TLabel&gt;]</c> or, after <c>[Dense(n)]</c>, integers 0 ... n-1; or
/// <see cref="Probabilities"/>.
/// </summary>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>
    /// What share of the label's probability is spread over all classes: 0 or more, below 1; 0 unless given. As
    /// <c>label_smoothing</c>.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// What each class counts for, in the order of the classes: as many as classes, each at least 0 and not all 0; all 1 unless given. The mean divides by the
    /// sum of the weights of the labels' classes, or by the number of samples where labels are probabilities. As <c>weight</c>.
    /// </summary>
    public double[]? ClassWeights { get; init; }

    /// <summary>
    /// Whether a sample is labelled with a <c>float</c> for each class, in the place of one class: at least 0, and 1 in sum (within 0.001). The loss is the
    /// mean over the batch of the sum over the classes of -probability · log softmax(scores). Not so unless given.
    /// </summary>
    public bool Probabilities { get; init; }
}
