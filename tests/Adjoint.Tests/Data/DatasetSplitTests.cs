namespace Adjoint.Tests.Data;

public class DatasetSplitTests
{
    // Row i has the feature i and the label 10 i.
    private static Dataset<int> Rows(int count) =>
        Dataset.From(Enumerable.Range(0, count).Select(i => (float)i).ToArray(), Enumerable.Range(0, count).Select(i => 10 * i).ToArray());

    [Theory]
    [InlineData(10, 0.7, 0.15, 0.15)]
    [InlineData(1000, 0.7, 0.2, 0.1)]
    [InlineData(7, 0.34, 0.33, 0.33)]
    [InlineData(999, 1.0 / 3, 1.0 / 3, 1.0 / 3)]
    public void Parts_are_disjoint_and_complete(int count, double first, double second, double third)
    {
        var (a, b, c) = Rows(count).Split(first, second, third, seed: 3);
        int[] rows = [.. a.SourceRows, .. b.SourceRows, .. c.SourceRows];
        Assert.Equal(Enumerable.Range(0, count), rows.Order());
    }

    [Fact]
    public void Parts_have_the_shares()
    {
        var (a, b, c) = Rows(1000).Split(0.7, 0.2, 0.1);
        Assert.Equal((700, 200, 100), (a.Count, b.Count, c.Count));
        var (d, e) = Rows(10).Split(0.8, 0.2);
        Assert.Equal((8, 2), (d.Count, e.Count));
    }

    [Fact]
    public void Shares_below_one_leave_rows_out()
    {
        var (a, b) = Rows(100).Split(0.5, 0.25);
        Assert.Equal((50, 25), (a.Count, b.Count));
        Assert.Empty(a.SourceRows.ToArray().Intersect(b.SourceRows.ToArray()));
    }

    [Fact]
    public void A_row_keeps_its_label_and_nothing_is_copied()
    {
        var whole = Rows(50);
        var (a, b) = whole.Split(0.5, 0.5);
        Assert.True(a.SourceFeatures == whole.SourceFeatures && b.SourceFeatures == whole.SourceFeatures);
        Assert.All(Enumerable.Range(0, a.Count), row => Assert.Equal(10 * a.Features(row)[0], a.Labels(row)[0]));
    }

    [Fact]
    public void The_seed_decides()
    {
        var set = Rows(100);
        var first = set.Split(0.5, 0.5, seed: 1).First.SourceRows.ToArray();
        Assert.Equal(first, set.Split(0.5, 0.5, seed: 1).First.SourceRows.ToArray());
        Assert.NotEqual(first, set.Split(0.5, 0.5, seed: 2).First.SourceRows.ToArray());
        Assert.NotEqual(Enumerable.Range(0, 50), first);
    }

    [Fact]
    public void The_rows_of_a_seed_never_change() =>
        // Written down once: published experiments rely on it.
        Assert.Equal(Expected, Rows(8).Split(0.5, 0.5, seed: 1).First.SourceRows.ToArray());

    [Fact]
    public void A_part_splits_again()
    {
        var (part, rest) = Rows(100).Split(0.6, 0.4);
        var (a, b) = part.Split(0.5, 0.5);
        int[] rows = [.. a.SourceRows, .. b.SourceRows, .. rest.SourceRows];
        Assert.Equal(Enumerable.Range(0, 100), rows.Order());
    }

    [Theory]
    [InlineData(0, 0.5, "first")]
    [InlineData(-0.1, 0.5, "first")]
    [InlineData(double.NaN, 0.5, "first")]
    [InlineData(0.5, 0, "second")]
    public void Shares_must_be_above_zero(double first, double second, string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, () => Rows(10).Split(first, second));

    [Theory]
    [InlineData(0.7, 0.4)]
    [InlineData(1, 1e-8)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void Shares_must_not_exceed_one(double first, double second) =>
        Assert.Contains("more than 1", Assert.Throws<ArgumentException>(() => Rows(10).Split(first, second)).Message);

    [Fact]
    public void Every_part_needs_a_row()
    {
        var error = Assert.Throws<ArgumentException>(() => Rows(3).Split(0.9, 0.05, 0.05));
        Assert.Contains("Split(0.9, 0.05, 0.05) of 3 rows gives sets of 3, 0, 0 rows", error.Message);
        Assert.Contains("gives sets of 1, 0 rows", Assert.Throws<ArgumentException>(() => Rows(1).Split(0.5, 0.5)).Message);
    }

    private static readonly int[] Expected = [2, 0, 7, 5];
}
