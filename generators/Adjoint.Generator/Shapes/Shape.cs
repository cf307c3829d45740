namespace Adjoint.Generator.Shapes;

/// <summary>The axes of a value, the last one contiguous; a batched value has one more in front, which is never written.</summary>
internal sealed record Shape(bool IsBatched, EquatableArray<int> Axes)
{
    /// <summary>The loss: one number.</summary>
    public static readonly Shape Scalar = new(false, EquatableArray<int>.Empty);

    public static Shape OfSample(params int[] axes) => new(true, axes.ToEquatableArray());

    public static Shape OfParameter(params int[] axes) => new(false, axes.ToEquatableArray());

    public int Rank => Axes.Count;

    public int Last => Axes[Axes.Count - 1];

    /// <summary>Numbers in it; for a batched value in one sample. Saturates instead of overflowing.</summary>
    public long Elements
    {
        get
        {
            long product = 1;
            foreach (var axis in Axes)
            {
                product = product > long.MaxValue / Math.Max(axis, 1) ? long.MaxValue : product * axis;
            }

            return product;
        }
    }

    /// <summary>How many rows of the last axis one sample has.</summary>
    public long RowsPerSample => Elements / Last;

    public Shape WithLast(int extent) => this with { Axes = Axes.Take(Rank - 1).Append(extent).ToEquatableArray() };

    /// <summary><c>[B, 28, 28]</c> or <c>[784, 128]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", (IsBatched ? ["B"] : Array.Empty<string>()).Concat(Axes.Select(axis => Text.Of((long)axis))))}]";

    /// <summary><c>28x28</c>, for messages about one sample.</summary>
    public string ForMessages => string.Join("x", Axes.Select(axis => Text.Of((long)axis)));
}
