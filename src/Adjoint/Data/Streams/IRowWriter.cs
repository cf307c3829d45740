namespace Adjoint;

/// <summary>Writes a row of a stream as floats and labels.</summary>
internal interface IRowWriter<TRow, TLabel>
    where TLabel : unmanaged
{
    /// <summary>Where rows are from unless the user says so, for messages.</summary>
    string Source { get; }

    /// <summary>The columns, of rows that know them.</summary>
    ExampleColumns? Columns { get; }

    /// <summary>Writes a row; says what is wrong with it, or null.</summary>
    BadValue? Write(TRow row, Span<float> features, Span<TLabel> labels);
}
