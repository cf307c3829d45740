namespace Adjoint.Tests.Data;

public class DatasetRefusalTests
{
    [Fact]
    public void Features_that_do_not_divide() =>
        Refuses("7 features do not divide into 3 labels (one a row)", () => Dataset.From(new float[7], new int[3]));

    [Fact]
    public void Features_that_do_not_divide_into_rows() =>
        Refuses("7 features do not divide into 2 rows", () => Dataset.From(new float[7], new float[4], rows: 2));

    [Fact]
    public void Labels_that_do_not_divide() =>
        Refuses("5 labels do not divide into 2 rows", () => Dataset.From(new float[8], new float[5], rows: 2));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Empty(int features, int labels) =>
        Refuses($"An empty set: {features} features and {labels} labels", () => Dataset.From(new float[features], new int[labels]));

    [Theory]
    [InlineData("3 rows of the set have a weight each, but 2 were given.", 1f, 1f)]
    [InlineData("Row 2 of the set: its weight is -1, expected a finite number of at least 0.", 1f, 0f, -1f)]
    [InlineData("Row 0 of the set: its weight is NaN, expected a finite number of at least 0.", float.NaN, 0f, 1f)]
    [InlineData("Row 1 of the set: its weight is Infinity, expected a finite number of at least 0.", 1f, float.PositiveInfinity, 1f)]
    [InlineData("All 3 weights are 0: no row would count.", 0f, 0f, -0f)]
    public void Weights(string message, params float[] weights) =>
        Refuses(message, () => Dataset.From(new float[6], new int[3]).WithWeights(weights));

    [Fact]
    public void Empty_tables()
    {
        Refuses("An empty set: 0 rows", () => Dataset.From(Array.Empty<float[]>(), new int[1]));
        Refuses("An empty set: 2 rows of 0 features", () => Dataset.From(new float[2, 0], new int[2]));
        Refuses("An empty set: 0 rows of 2 features", () => Dataset.From(new float[0, 2], new int[2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Rows_below_one(int rows) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(rows), () => Dataset.From(new float[2], new int[2], rows));

    [Fact]
    public void Ragged_rows() =>
        Refuses("row 2 has 3 values, the first row has 4", () => Dataset.From([new float[4], new float[4], new float[3]], new int[3]));

    [Fact]
    public void A_missing_row() => Refuses("row 1 is null", () => Dataset.From([new float[4], null!], new int[2]));

    [Fact]
    public void Rows_without_labels() =>
        Refuses("3 rows of features, but 6 labels", () => Dataset.From(new float[3, 2], new float[6]));

    [Fact]
    public void Rows_that_contradict_the_table() =>
        Refuses("rows is 2, but there are 3 rows", () => Dataset.From(new float[3, 2], new float[6], rows: 2));

    [Fact]
    public void Labels_that_do_not_divide_into_the_table() =>
        Refuses("7 labels do not divide into 3 rows", () => Dataset.From(new float[3, 2], new float[7], rows: 3));

    [Fact]
    public void Nulls()
    {
        Assert.Throws<ArgumentNullException>("features", () => Dataset.From((float[])null!, new int[1]));
        Assert.Throws<ArgumentNullException>("features", () => Dataset.From((List<float>)null!, new int[1]));
        Assert.Throws<ArgumentNullException>("features", () => Dataset.From((float[][])null!, new int[1]));
        Assert.Throws<ArgumentNullException>("features", () => Dataset.From((float[,])null!, new int[1]));
        Assert.Throws<ArgumentNullException>("labels", () => Dataset.From(new float[1], (int[])null!));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void Rows_out_of_range(int row)
    {
        var set = Dataset.From(new float[4], new int[2]);
        Assert.Contains("rows 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(nameof(row), () => set.Features(row).Length).Message);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(row), () => set.Labels(row).Length);
    }

    private static void Refuses(string message, Func<object> make) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(make).Message);
}
