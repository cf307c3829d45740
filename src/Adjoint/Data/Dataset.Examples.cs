using System.Runtime.InteropServices;

namespace Adjoint;

/// <content>Rows of the user's own.</content>
public static partial class Dataset
{
    /// <summary>
    /// A set of rows of the user's own, which are encoded once. The emitted <c>Flower.Dataset(rows)</c> calls this.
    /// </summary>
    /// <typeparam name="TRow">The record, class or struct with <c>[Example]</c>.</typeparam>
    /// <typeparam name="TLabel">What it is labelled with.</typeparam>
    /// <param name="rows">The rows; lists and arrays are read where they lie.</param>
    /// <param name="options">What becomes of rows that do not fit; the defaults if null.</param>
    /// <exception cref="BadRowsException">A row does not fit, and the options do not say to skip it; or none fits.</exception>
    /// <exception cref="ArgumentException">There are no rows, or together they have more columns than an array can hold.</exception>
    public static Dataset<TLabel> FromRows<TRow, TLabel>(IReadOnlyList<TRow> rows, RowOptions? options = null)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows switch
        {
            TRow[] array => FromRows<TRow, TLabel>(array, options),
            List<TRow> list => FromRows<TRow, TLabel>(CollectionsMarshal.AsSpan(list), options),
            _ => FromRows<TRow, TLabel>(new ReadOnlySpan<TRow>([.. rows]), options),
        };
    }

    /// <inheritdoc cref="FromRows{TRow, TLabel}(IReadOnlyList{TRow}, RowOptions?)"/>
    public static Dataset<TLabel> FromRows<TRow, TLabel>(TRow[] rows, RowOptions? options = null)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
        => FromRows<TRow, TLabel>(new ReadOnlySpan<TRow>(NotNull(rows)), options);

    /// <inheritdoc cref="FromRows{TRow, TLabel}(IReadOnlyList{TRow}, RowOptions?)"/>
    public static Dataset<TLabel> FromRows<TRow, TLabel>(ReadOnlySpan<TRow> rows, RowOptions? options = null)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("There are no rows.", nameof(rows));
        }

        var set = new ExampleEncoder<TRow, TLabel>(rows.Length, options ?? RowOptions.Default);
        set.Encode(rows);
        return set.ToDataset();
    }
}
