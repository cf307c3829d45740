namespace Adjoint.Kernels;

/// <summary>
/// What the rows of a batch should be: non-negative coefficients a of the classes, so that the loss of a row x is the sum over c of a[c] · -ln softmax(x)[c]. With
/// m the largest logit and s the sum of exp(x - m) that is A · ln s - (the sum of a[c] · (x[c] - m)), A being the sum of all a: no term is negative, nothing
/// cancels.
/// </summary>
internal interface ICrossEntropyTarget
{
    /// <summary>By what the losses of the rows are to be divided.</summary>
    double Divisor(int rows);

    /// <summary>What a row counts for.</summary>
    double Weight(int row);

    /// <summary>A.</summary>
    double Mass(int row);

    /// <summary>The sum of a[c] · (x[c] - m).</summary>
    double Chosen(int row, ReadOnlySpan<float> logits, float max);

    /// <summary>From exp(x - m) and its sum to the gradient scale · (A · softmax(x) - a).</summary>
    void Differentiate(int row, Span<float> exponentials, double sum, double scale);
}
