namespace Adjoint;

/// <summary>The rows of features behind a set and its parts: wherever they lie, and as whatever they are kept. Reading is safe from many threads.</summary>
internal abstract class FeatureSource
{
    protected FeatureSource(int rows, int width) => (Rows, Width) = (rows, width);

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>Numbers of a row, at least 1.</summary>
    public int Width { get; }

    /// <summary>Whether every number is known to be finite, so that nobody need look.</summary>
    public virtual bool IsFinite => false;

    /// <summary>Whether the rows lie somewhere as floats, so that reading one needs no buffer.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>batch[k,:] = row rows[k], for [rows.Length, <see cref="Width"/>]; allocates nothing.</summary>
    public abstract void Gather(ReadOnlySpan<int> rows, Span<float> batch);

    /// <summary>One row: where it lies, or else written to a buffer of <see cref="Width"/> (see <see cref="IsInPlace"/>).</summary>
    public abstract ReadOnlySpan<float> Row(int row, Span<float> buffer);
}
