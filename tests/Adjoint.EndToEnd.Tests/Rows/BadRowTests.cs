namespace Adjoint.EndToEnd.Tests.Rows;

/// <summary>What is said of rows that do not fit, and what becomes of them.</summary>
public class BadRowTests
{
    private static readonly Flower Good = new(1, 2, 3, 4, Species.Setosa);

    public static TheoryData<Numbers, string> BadNumbers => new()
    {
        { new() { Half = Half.NaN }, "Half is NaN, expected a finite float32 number" },
        { new() { Float = float.PositiveInfinity }, "Float is Infinity, expected a finite float32 number" },
        { new() { Double = 1e39 }, "Double is 1E+39, expected a finite float32 number" },
        { new() { Colour = (Colour)11 }, "Colour is 11, expected a value of Colour" },
        { new() { Income = -1 }, "Income is -1, expected a finite number above -1" },
        { new() { Price = -7.5m }, "Price is -7.5, expected a finite number above -1" },
        { new() { Floats = [1, 2] }, "Floats has 2 numbers, expected an array of 3 numbers" },
        { new() { Floats = [1, 2, float.NaN] }, "Floats[2] is NaN, expected a finite float32 number" },
        { new() { Bytes = null! }, "Bytes is missing, expected an array of 2 numbers" },
        { new() { First = double.NaN }, "First is NaN, expected a finite float32 number" },
        { new() { Second = float.NegativeInfinity }, "Second is -Infinity, expected a finite float32 number" },
    };

    [Theory]
    [MemberData(nameof(BadNumbers))]
    public void A_value_that_does_not_fit_is_named(Numbers row, string expected)
    {
        var thrown = Assert.Throws<BadRowsException>(() => Numbers.Dataset([new(), row, new()]));
        Assert.Equal($"Numbers, row 1: {expected}.", thrown.Message);
        Assert.Equal(1, Assert.Single(thrown.Rows).Row);
    }

    [Fact]
    public void What_may_not_be_missing_is_named()
    {
        Assert.Equal("Gaps, row 0: Failing is missing, expected a value.", Message(() => Gaps.Dataset([new() { Failing = null }])));
        Assert.Equal("Gaps, row 0: Colour is missing, expected a value.", Message(() => Gaps.Dataset([new() { Colour = null }])));
        Assert.Equal("Gaps, row 1: Class is missing, expected a value.", Message(() => Gaps.Dataset([new(), new() { Class = null }])));
        Assert.Equal("Gaps, row 0: Told is NaN, expected a finite float32 number.", Message(() => Gaps.Dataset([new() { Told = double.NaN }])));
    }

    [Fact]
    public void An_undefined_label_is_named() => Assert.Equal(
        "iris.csv, row 2: Species is 3, expected a value of Species.",
        Message(() => Flower.Dataset([Good, Good, Good with { Species = (Species)3 }], new() { Source = "iris.csv" })));

    [Fact]
    public void A_row_that_is_null_is_named() => Assert.Equal("Numbers, row 1: the row is null, expected one of Numbers.", Message(() => Numbers.Dataset([new(), null!])));

    [Fact]
    public void No_rows_are_no_set()
    {
        Assert.Contains("There are no rows.", Assert.Throws<ArgumentException>(() => Flower.Dataset([])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Flower.Dataset((List<Flower>)null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(4999)]
    public void A_bad_row_is_found_wherever_it_is(int index)
    {
        var rows = Enumerable.Repeat(Good, 5000).ToArray();
        rows[index] = Good with { PetalWidth = float.NaN };
        Assert.Equal($"Flower, row {index}: PetalWidth is NaN, expected a finite float32 number.", Message(() => Flower.Dataset(rows)));
    }

    [Fact]
    public void Large_numbers_whose_sum_overflows_are_good()
        => Assert.Equal(2, Flower.Dataset([Good with { PetalWidth = float.MaxValue, PetalLength = float.MaxValue }, Good]).Count);

    [Fact]
    public void Skipped_rows_are_counted_and_told_of()
    {
        var told = new List<string>();
        var rows = Enumerable.Range(0, 3000).Select(i => Good with { SepalLength = i % 1000 == 7 ? float.NaN : i }).ToArray();
        var set = Flower.Dataset(rows, new() { BadRows = BadRows.Skip, OnSkipped = row => told.Add(row.ToString()) });
        Assert.Equal((2997, 3), (set.Count, set.SkippedRows));
        Assert.Equal("Flower, row 7: SepalLength is NaN, expected a finite float32 number", told[0]);
        Assert.Equal(rows.Select(row => row.SepalLength).Where(float.IsFinite), Enumerable.Range(0, set.Count).Select(row => set.Features(row)[0]));
        Assert.Equal(0, Flower.Dataset([Good]).SkippedRows);
    }

    [Fact]
    public void If_all_are_skipped_there_is_no_set() => Assert.Equal(
        "Flower, row 1: SepalWidth is NaN, expected a finite float32 number.",
        Message(() => Flower.Dataset([Good with { SepalWidth = float.NaN }, Good with { SepalWidth = float.NaN }], new() { BadRows = BadRows.Skip })));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(100, 50)]
    public void Several_are_collected_into_one_exception(int most, int expected)
    {
        var rows = Enumerable.Range(0, 5000).Select(i => Good with { SepalLength = i % 100 == 0 ? float.NaN : i }).ToArray();
        var thrown = Assert.Throws<BadRowsException>(() => Flower.Dataset(rows, new() { BadRows = BadRows.Collect, MostErrors = most }));
        Assert.Equal(expected, thrown.Rows.Count);
        Assert.StartsWith($"{expected} rows do not fit:\nFlower, row 0: SepalLength is NaN, expected a finite float32 number\nFlower, row 100: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collecting_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Flower.Dataset([Good], new() { MostErrors = 0 }));

    [Fact]
    public void A_row_to_be_predicted_is_looked_at_too_but_not_its_label()
    {
        var model = new FlowerClassifier();
        Assert.Equal("Flower: PetalLength is NaN, expected a finite float32 number.", Message(() => model.Classify(Good with { PetalLength = float.NaN })));
        Assert.True(Enum.IsDefined(model.Classify(Good with { Species = (Species)77 })));
    }

    private static string Message(Func<object> action) => Assert.Throws<BadRowsException>(action).Message;
}
