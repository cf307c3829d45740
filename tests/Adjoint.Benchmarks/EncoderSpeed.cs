namespace Adjoint.Benchmarks;

/// <summary>
/// Rows becoming a set beside a plain copy of as many floats, in one process, turn by turn: gigabytes of floats a second, the best of the rounds of each, because
/// neighbours can only slow a copy down.
/// </summary>
internal static class EncoderSpeed
{
    private const int Bytes = 4 << 20;

    public static int Run(int rounds)
    {
        Console.WriteLine("row                     columns    rows   encode GB/s   set GB/s   copy GB/s   encode/copy");
        Print<FourNumbers, int>(rounds, i => new(i, i + 1, i + 2, i + 3, i & 1));
        Print<SixteenNumbers, int>(rounds, i => new() { Values = Enumerable.Range(i, 16).Select(value => (float)value).ToArray(), Class = 0 });
        Print<MixedValues, int>(rounds, i => new(i, i * 0.5, (DayOfWeek)(i % 7), (i & 1) == 0, i % 3 == 0 ? null : i, 0));
        return 0;
    }

    private static void Print<TRow, TLabel>(int rounds, Func<int, TRow> make)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        var width = TRow.Columns.Count;
        TRow[] rows = [.. Enumerable.Range(0, Bytes / sizeof(float) / width).Select(make)];
        var (from, to) = (new float[rows.Length * width], new float[rows.Length * width]);
        void Encode()
        {
            for (var i = 0; i < rows.Length; i++)
            {
                TRow.Encode(in rows[i], to.AsSpan(i * width, width));
            }
        }

        var (encode, set, copy) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            encode = Math.Min(encode, Timing.Microseconds(Encode, 1));
            set = Math.Min(set, Timing.Microseconds(() => Dataset.FromRows<TRow, TLabel>(rows), 1));
            copy = Math.Min(copy, Timing.Microseconds(() => from.AsSpan().CopyTo(to), 1));
        }

        double Speed(double microseconds) => (double)to.Length * sizeof(float) / 1e3 / microseconds;
        Console.WriteLine($"{typeof(TRow).Name,-22} {width,8} {rows.Length,7} {Speed(encode),13:F2} {Speed(set),10:F2} {Speed(copy),11:F2} {copy / encode,13:F2}");
    }
}

/// <summary>The shape of Fisher's irises.</summary>
[Example]
public readonly partial record struct FourNumbers([Feature] float A, [Feature] float B, [Feature] float C, [Feature] float D, [Label] int Class);

/// <summary>An array in each row, each an object of its own.</summary>
[Example]
public readonly partial struct SixteenNumbers
{
    /// <summary>The numbers.</summary>
    [Feature(Length = 16)]
    public float[] Values { get; init; }

    /// <summary>What they are.</summary>
    [Label]
    public int Class { get; init; }
}

/// <summary>What a row of a table often has.</summary>
[Example]
public partial record MixedValues(
    [Feature] int Count, [Feature] double Price, [Feature] DayOfWeek Day, [Feature] bool IsOpen, [Feature(Missing = Missing.Indicator)] float? Distance, [Label] int Class);
