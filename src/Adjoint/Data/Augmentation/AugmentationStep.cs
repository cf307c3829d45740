namespace Adjoint;

/// <summary>One of an augmentation's changes. Its text, with its numbers, is the word that asks for it.</summary>
internal abstract record AugmentationStep
{
    /// <summary>Floats of memory that it needs besides the row.</summary>
    public virtual int ScratchFloats => 0;

    /// <summary>Changes a row in place.</summary>
    /// <param name="key">Names the random numbers: another key for each row of each epoch.</param>
    /// <param name="row">The row.</param>
    /// <param name="scratch"><see cref="ScratchFloats"/> or more; what is in it does not matter.</param>
    public abstract void Apply(ulong key, Span<float> row, Span<float> scratch);

    // Sealed, or each record would write its own.
    public sealed override string ToString() => FormattableString.Invariant(Word);

    private protected abstract FormattableString Word { get; }
}
