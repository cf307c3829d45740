namespace Adjoint;

/// <summary>A stream of rows of one type: how a pass is opened, and how a row is encoded.</summary>
internal sealed class RowStream<TRow, TLabel>(Func<CancellationToken, IAsyncEnumerable<TRow>> open, IRowWriter<TRow, TLabel> writer, StreamOptions options) : RowStream<TLabel>(options)
    where TLabel : unmanaged
{
    /// <summary>Writes the rows.</summary>
    public IRowWriter<TRow, TLabel> Writer => writer;

    /// <summary>Where the rows are from, for messages.</summary>
    public string Source => Options.Rows.Source ?? writer.Source;

    /// <summary>Begins a pass.</summary>
    public IAsyncEnumerator<TRow> Open(CancellationToken cancellation)
        => (open(cancellation) ?? throw new InvalidOperationException("The function that opens a pass of the stream gave null, expected rows.")).GetAsyncEnumerator(cancellation);

    internal override StreamReading<TLabel> Read(Network<TLabel> network, StreamCourse course, CancellationToken cancellation)
        => new StreamReading<TRow, TLabel>(this, network, course, cancellation);

    private protected override void RequireColumns(Network<TLabel> network)
    {
        var layout = network.Layout;
        if (writer.Columns is not { } found)
        {
            return;
        }

        if (layout.Columns is { } columns && ExampleColumns.Difference(columns, found.Names) is { } difference)
        {
            throw new ArgumentException($"The stream is of other rows than {layout.Name} is a model of: {difference}.");
        }

        if (found.Count != layout.Inputs || found.Labels.Count != network.LabelsPerRow)
        {
            throw new ArgumentException(
                $"A row of the stream has {found.Count} features and {found.Labels.Count} labels, but {layout.Name} takes {layout.Inputs} and {network.LabelsPerRow}.");
        }
    }
}
