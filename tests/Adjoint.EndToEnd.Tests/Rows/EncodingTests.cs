namespace Adjoint.EndToEnd.Tests.Rows;

/// <summary>How each kind of feature becomes floats.</summary>
public class EncodingTests
{
    [Fact]
    public void Every_number_at_its_least()
    {
        var row = new Numbers
        {
            SByte = sbyte.MinValue, Short = short.MinValue, Int = int.MinValue, Long = long.MinValue, Half = Half.MinValue, Float = float.MinValue, Double = -1e38, Decimal = decimal.MinValue,
            Income = -0.5, Price = -0.75m, Floats = [1, -2, float.Epsilon], Bytes = [0, 255],
        };
        Assert.Equal(
            [
                -128, 0, -32768, 0, -2147483648f, 0, -9223372036854775808f, 0, -65504, float.MinValue, -1e38f, (float)decimal.MinValue, 0, 1, 0, 0,
                (float)Math.Log(0.5), (float)Math.Log(0.25), 1, -2, float.Epsilon, 0, 255,
            ],
            Encode<Numbers, float>(row));
    }

    [Fact]
    public void Every_number_at_its_most()
    {
        var row = new Numbers
        {
            SByte = sbyte.MaxValue, Byte = byte.MaxValue, Short = short.MaxValue, UShort = ushort.MaxValue, Int = int.MaxValue, UInt = uint.MaxValue, Long = long.MaxValue, ULong = ulong.MaxValue,
            Half = Half.MaxValue, Float = float.MaxValue, Double = float.MaxValue, Decimal = decimal.MaxValue, Bool = true, Colour = Colour.Blue, Income = 1e300, Price = 99,
        };
        Assert.Equal(
            [
                127, 255, 32767, 65535, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, 65504, float.MaxValue, float.MaxValue, (float)decimal.MaxValue, 1, 0, 0, 1,
                (float)Math.Log(1e300), (float)Math.Log(100), 0, 0, 0, 0, 0,
            ],
            Encode<Numbers, float>(row));
    }

    [Fact]
    public void Columns_have_names() => Assert.Equal(
        [
            "SByte", "Byte", "Short", "UShort", "Int", "UInt", "Long", "ULong", "Half", "Float", "Double", "Decimal", "Bool", "Colour=Red", "Colour=Green", "Colour=Blue",
            "log(1 + Income)", "log(1 + Price)", "Floats[0]", "Floats[1]", "Floats[2]", "Bytes[0]", "Bytes[1]",
        ],
        Numbers.Columns.Names);

    [Fact]
    public void Columns_of_missing_values_and_of_dates_have_names()
    {
        Assert.Equal(
            [
                "Failing", "Replaced", "Told", "Told?", "Species=Setosa", "Species=Versicolor", "Species=Virginica", "Species?", "Maybe", "When.Month.Sin", "When.Month.Cos", "When?",
                "Colour=Red", "Colour=Green", "Colour=Blue", "log(1 + Price)", "Price?",
            ],
            Gaps.Columns.Names);
        Assert.Equal(["Sold.Year", "Sold.Month.Sin", "Sold.Month.Cos", "Sold.DayOfWeek.Sin"], Times.Columns.Names.Take(4));
        Assert.Equal(ColumnKind.Cycle, Times.Columns.Columns[1].Kind);
        Assert.Equal(["IsLate"], Times.Columns.Labels);
    }

    [Fact]
    public void Parts_of_dates_come_round()
    {
        var row = new Times
        {
            Sold = new(2024, 4, 3), Born = new(2023, 12, 31), At = new(6, 15, 45), Sent = new(2024, 1, 1, 18, 0, 0, TimeSpan.FromHours(-7)),
        };
        float[] expected =
        [
            2024, 1, 0, (float)Math.Sin(Math.Tau * 3 / 7), (float)Math.Cos(Math.Tau * 3 / 7), (float)Math.Sin(Math.Tau * 30 / 31), (float)Math.Cos(Math.Tau * 30 / 31),
            (float)Math.Sin(Math.Tau * 364 / 366), (float)Math.Cos(Math.Tau * 364 / 366), 1, 0, 1, 0, -1, 0, -1, 0,
        ];
        Assert.All(Encode<Times, bool>(row).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void What_is_there() => Assert.Equal([1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0], Encode<Gaps, int>(new Gaps()));

    [Fact]
    public void What_is_missing()
    {
        var row = new Gaps { Replaced = null, Told = null, Species = null, Maybe = null, When = null, Price = null };
        Assert.Equal([1, -2.5f, 0, 1, 0, 0, 0, 1, 0.5f, 0, 0, 1, 1, 0, 0, 0, 1], Encode<Gaps, int>(row));
    }

    [Fact]
    public void A_set_has_the_columns_of_its_rows_in_order()
    {
        Gaps[] rows = [new(), new() { Told = 4, Class = 0 }];
        foreach (var set in new[] { Gaps.Dataset(rows), Gaps.Dataset(rows.ToList()), Gaps.Dataset(rows.AsMemory()), Gaps.Dataset(new System.Collections.ObjectModel.ReadOnlyCollection<Gaps>(rows)) })
        {
            Assert.Equal((2, 17, 1), (set.Count, set.FeatureCount, set.LabelCount));
            Assert.Equal(Encode<Gaps, int>(rows[1]), set.Features(1).ToArray());
            Assert.Equal([1, 0], [set.Labels(0)[0], set.Labels(1)[0]]);
        }
    }

    [Fact]
    public void Several_labels_are_the_labels_of_a_row()
        => Assert.Equal([1.5f, -2], Numbers.Dataset([new Numbers { First = 1.5, Second = -2 }]).Labels(0).ToArray());

    [Fact]
    public void A_row_that_is_encoded_allocates_nothing()
    {
        var (numbers, gaps, times) = (new Numbers(), new Gaps(), new Times());
        var columns = new float[32];
        var labels = new float[2];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            Numbers.Encode(in numbers, columns);
            Numbers.EncodeLabels(in numbers, labels);
            Gaps.Encode(in gaps, columns);
            Times.Encode(in times, columns);
        }
    }

    [Fact]
    public void A_set_allocates_its_numbers_and_nothing_for_each_row()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => new Flower(i, 1, 2, 3, Species.Setosa)).ToList();
        _ = Flower.Dataset(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var set = Flower.Dataset(rows);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(bytes, 0, (rows.Count * ((4 * sizeof(float)) + sizeof(Species) + sizeof(int))) + 1024);
        Assert.Equal(9_999, set.Features(9_999)[0]);
    }

    internal static float[] Encode<TRow, TLabel>(TRow row)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        var columns = new float[TRow.Columns.Count];
        TRow.Encode(in row, columns);
        return columns;
    }
}
