using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// The losses of some rows, added in double precision, and what their sum is to be divided by: the number of rows, or the weight of their classes. The loss of
/// a set is <see cref="Mean"/> of the sum over its parts.
/// </summary>
/// <param name="Sum">The sum of the weighted losses of the rows.</param>
/// <param name="Weight">What the rows count for.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct LossSum(double Sum, double Weight)
{
    /// <summary>The loss: NaN of nothing.</summary>
    public double Mean => Sum / Weight;

    /// <summary>Whether the losses can be trained on; those of rows that weigh nothing can, and change nothing.</summary>
    public bool IsFinite => double.IsFinite(Sum);

    /// <summary>Two parts together.</summary>
    /// <param name="left">A part.</param>
    /// <param name="right">Another.</param>
    /// <returns>Their sums and their weights, added.</returns>
    public static LossSum operator +(LossSum left, LossSum right) => left.Add(right);

    /// <summary>Two parts together.</summary>
    /// <param name="other">The other part.</param>
    /// <returns>Their sums and their weights, added.</returns>
    public LossSum Add(LossSum other) => new(Sum + other.Sum, Weight + other.Weight);
}
