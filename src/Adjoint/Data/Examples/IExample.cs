using System.ComponentModel;

namespace Adjoint;

/// <summary>A row of data that knows how to become floats. The generator implements it for every type with <c>[Example]</c>.</summary>
/// <typeparam name="TSelf">The row.</typeparam>
/// <typeparam name="TLabel">
/// What it is labelled with: an enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values.
/// </typeparam>
public interface IExample<TSelf, TLabel>
    where TSelf : IExample<TSelf, TLabel>
    where TLabel : unmanaged
{
    /// <summary>What the columns are, and which properties are labels.</summary>
    static abstract ExampleColumns Columns { get; }

    /// <summary>Writes the features of a row. What does not fit a column becomes NaN or an infinity, which whoever calls this looks for.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">Receives as many floats as there are columns.</param>
    static abstract void Encode(in TSelf row, Span<float> columns);

    /// <summary>Writes the labels of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="labels">Receives as many labels as a row has.</param>
    /// <returns>Whether all of them can be learned from: defined values of their enum, finite numbers.</returns>
    static abstract bool EncodeLabels(in TSelf row, Span<TLabel> labels);

    /// <summary>The first feature of a row that does not fit its columns, or null.</summary>
    /// <param name="row">The row.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract BadValue? FindBadFeature(in TSelf row);

    /// <summary>The first label of a row that cannot be learned from, or null.</summary>
    /// <param name="row">The row.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract BadValue? FindBadLabel(in TSelf row);
}
