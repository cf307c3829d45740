using System.Runtime.InteropServices;

namespace Adjoint;

/// <content>Streams.</content>
public static partial class Dataset
{
    /// <summary>A stream of rows, each with its one label.</summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values.
    /// </typeparam>
    /// <param name="rows">The rows: enumerated again for each further pass, until that brings none; those of a channel are one pass.</param>
    /// <param name="options">How many rows an epoch has, and how they are shuffled.</param>
    /// <returns>The stream; nothing of it is read before the first iteration.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is below 1.</exception>
    /// <exception cref="ArgumentException">The options collect bad rows, which is for sets.</exception>
    public static RowStream<TLabel> Stream<TLabel>(IAsyncEnumerable<(float[] Features, TLabel Label)> rows, StreamOptions options)
        where TLabel : unmanaged
        => Stream(Again(rows), options);

    /// <summary>A stream of rows, each with its one label.</summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values.
    /// </typeparam>
    /// <param name="open">Opens a pass over the rows. The token is cancelled when the training ends; a query that heeds it ends at once.</param>
    /// <param name="options">How many rows an epoch has, and how they are shuffled.</param>
    /// <returns>The stream; nothing of it is read before the first iteration.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is below 1.</exception>
    /// <exception cref="ArgumentException">The options collect bad rows, which is for sets.</exception>
    public static RowStream<TLabel> Stream<TLabel>(Func<CancellationToken, IAsyncEnumerable<(float[] Features, TLabel Label)>> open, StreamOptions options)
        where TLabel : unmanaged
        => new RowStream<(float[] Features, TLabel Label), TLabel>(
            NotNull(open), new PlainWriter<(float[] Features, TLabel Label), TLabel>(static (in row) => row.Features, static (in row) => new ReadOnlySpan<TLabel>(in row.Label)), options);

    /// <summary>A stream of rows in memory that the source may use again when the next one is asked for, each with its one label.</summary>
    /// <inheritdoc cref="Stream{TLabel}(IAsyncEnumerable{ValueTuple{float[], TLabel}}, StreamOptions)"/>
    public static RowStream<TLabel> Stream<TLabel>(IAsyncEnumerable<(ReadOnlyMemory<float> Features, TLabel Label)> rows, StreamOptions options)
        where TLabel : unmanaged
        => Stream(Again(rows), options);

    /// <summary>A stream of rows in memory that the source may use again when the next one is asked for, each with its one label.</summary>
    /// <inheritdoc cref="Stream{TLabel}(Func{CancellationToken, IAsyncEnumerable{ValueTuple{float[], TLabel}}}, StreamOptions)"/>
    public static RowStream<TLabel> Stream<TLabel>(Func<CancellationToken, IAsyncEnumerable<(ReadOnlyMemory<float> Features, TLabel Label)>> open, StreamOptions options)
        where TLabel : unmanaged
        => new RowStream<(ReadOnlyMemory<float> Features, TLabel Label), TLabel>(
            NotNull(open),
            new PlainWriter<(ReadOnlyMemory<float> Features, TLabel Label), TLabel>(static (in row) => row.Features.Span, static (in row) => new ReadOnlySpan<TLabel>(in row.Label)),
            options);

    /// <summary>A stream of rows, each with several labels.</summary>
    /// <inheritdoc cref="Stream{TLabel}(IAsyncEnumerable{ValueTuple{float[], TLabel}}, StreamOptions)"/>
    public static RowStream<TLabel> Stream<TLabel>(IAsyncEnumerable<(float[] Features, TLabel[] Labels)> rows, StreamOptions options)
        where TLabel : unmanaged
        => Stream(Again(rows), options);

    /// <summary>A stream of rows, each with several labels.</summary>
    /// <inheritdoc cref="Stream{TLabel}(Func{CancellationToken, IAsyncEnumerable{ValueTuple{float[], TLabel}}}, StreamOptions)"/>
    public static RowStream<TLabel> Stream<TLabel>(Func<CancellationToken, IAsyncEnumerable<(float[] Features, TLabel[] Labels)>> open, StreamOptions options)
        where TLabel : unmanaged
        => new RowStream<(float[] Features, TLabel[] Labels), TLabel>(
            NotNull(open), new PlainWriter<(float[] Features, TLabel[] Labels), TLabel>(static (in row) => row.Features, static (in row) => row.Labels), options);

    /// <summary>A stream of rows of the user's own. The emitted <c>Flower.Stream(rows, options)</c> calls this.</summary>
    /// <typeparam name="TRow">The record, class or struct with <c>[Example]</c>.</typeparam>
    /// <typeparam name="TLabel">What it is labelled with.</typeparam>
    /// <param name="rows">The rows: enumerated again for each further pass, until that brings none; those of a channel are one pass.</param>
    /// <param name="options">How many rows an epoch has, and how they are shuffled.</param>
    /// <inheritdoc cref="Stream{TLabel}(IAsyncEnumerable{ValueTuple{float[], TLabel}}, StreamOptions)"/>
    public static RowStream<TLabel> StreamRows<TRow, TLabel>(IAsyncEnumerable<TRow> rows, StreamOptions options)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
        => StreamRows<TRow, TLabel>(Again(rows), options);

    /// <summary>A stream of rows of the user's own. The emitted <c>Flower.Stream(open, options)</c> calls this.</summary>
    /// <typeparam name="TRow">The record, class or struct with <c>[Example]</c>.</typeparam>
    /// <typeparam name="TLabel">What it is labelled with.</typeparam>
    /// <param name="open">Opens a pass over the rows. The token is cancelled when the training ends; a query that heeds it ends at once.</param>
    /// <param name="options">How many rows an epoch has, and how they are shuffled.</param>
    /// <inheritdoc cref="Stream{TLabel}(Func{CancellationToken, IAsyncEnumerable{ValueTuple{float[], TLabel}}}, StreamOptions)"/>
    public static RowStream<TLabel> StreamRows<TRow, TLabel>(Func<CancellationToken, IAsyncEnumerable<TRow>> open, StreamOptions options)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
        => new RowStream<TRow, TLabel>(NotNull(open), new ExampleWriter<TRow, TLabel>(), options);

    private static Func<CancellationToken, IAsyncEnumerable<TRow>> Again<TRow>(IAsyncEnumerable<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _ => rows;
    }

    private static Func<CancellationToken, IAsyncEnumerable<TRow>> NotNull<TRow>(Func<CancellationToken, IAsyncEnumerable<TRow>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return open;
    }
}
