namespace Adjoint.Kernels;

public static partial class CrossEntropy
{
    /// <summary>The loss without weights and smoothing: the sum over rows of -ln softmax(x)[l].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows], each in 0 ... classes - 1.</param>
    /// <returns>The sum, and the number of rows.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or a label is none of the classes.</exception>
    public static LossSum Loss(int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels) =>
        Loss(rows, classes, logits, labels, weights: [], classWeights: [], smoothing: 0);

    /// <summary>The mean loss of a batch without weights and smoothing, and its gradient dx = (softmax(x) - onehot(l)) / rows.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows], each in 0 ... classes - 1.</param>
    /// <param name="dLogits">Receives dx, [rows, classes]; may be <paramref name="logits"/>.</param>
    /// <returns>The mean loss; NaN if there are no rows.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or a label is none of the classes.</exception>
    public static float LossAndGradient(int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> dLogits) =>
        LossAndGradient(rows, classes, logits, labels, weights: [], classWeights: [], smoothing: 0, dLogits);
}
