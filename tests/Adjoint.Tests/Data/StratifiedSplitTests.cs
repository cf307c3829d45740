namespace Adjoint.Tests.Data;

public class StratifiedSplitTests
{
    public enum Kind { Rare, Usual, Absent, Odd }

    // Classes 0, 1, 2, ... with so many rows each, one class after the other; the feature is the row's number.
    private static Dataset<int> Classes(params int[] sizes)
    {
        int[] labels = [.. sizes.SelectMany((size, index) => Enumerable.Repeat(index, size))];
        return Dataset.From([.. labels.Select((_, row) => (float)row)], labels);
    }

    private static int[] CountsOf(Dataset<int> set, int classes)
    {
        var counts = new int[classes];
        for (var row = 0; row < set.Count; row++)
        {
            counts[set.Labels(row)[0]]++;
        }

        return counts;
    }

    [Theory]
    [InlineData(0.7, 0.2, 0.1, 50, 30, 20)]
    [InlineData(0.7, 0.15, 0.15, 97, 31, 7, 3)]
    [InlineData(0.34, 0.33, 0.33, 5, 5, 5, 5, 5, 5, 5)]
    [InlineData(0.5, 0.2, 0.1, 1000, 3, 3, 3, 3, 3, 11, 333)]
    [InlineData(0.01, 0.9, 0.09, 400, 300, 200, 101)]
    [InlineData(1.0 / 3, 1.0 / 3, 1.0 / 3, 4, 4, 4, 7, 11, 3, 100)]
    public void Every_class_has_its_share_in_every_part(double first, double second, double third, params int[] sizes)
    {
        var set = Classes(sizes);
        var (a, b, c) = set.SplitStratified(first, second, third, seed: 5);
        var (x, y, z) = set.Split(first, second, third);
        Assert.Equal((x.Count, y.Count, z.Count), (a.Count, b.Count, c.Count));
        foreach (var part in (Dataset<int>[])[a, b, c])
        {
            var counts = CountsOf(part, sizes.Length);
            for (var i = 0; i < sizes.Length; i++)
            {
                var exact = (double)sizes[i] * part.Count / set.Count;
                Assert.True(Math.Abs(counts[i] - exact) < 1, $"class {i}: {counts[i]} rows, exactly {exact}");
            }
        }

        int[] rows = [.. a.SourceRows, .. b.SourceRows, .. c.SourceRows];
        Assert.Equal(rows.Length, rows.Distinct().Count());
    }

    [Fact]
    public void Many_tables_of_any_shape_are_rounded()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            int[] sizes = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(3, 40))];
            var count = sizes.Sum();
            var first = random.Next(1, count - 1);
            var second = random.Next(1, count - first);
            var set = Classes(sizes);
            var (a, b) = set.SplitStratified(first.Rows(), second.Rows(), trial);
            Assert.Equal((first, second), (a.Count, b.Count));
            foreach (var part in (Dataset<int>[])[a, b])
            {
                Assert.All(CountsOf(part, sizes.Length).Zip(sizes), pair => Assert.True(Math.Abs(pair.First - ((double)pair.Second * part.Count / count)) < 1));
            }
        }
    }

    [Fact]
    public void Exact_shares_are_exact()
    {
        var (a, b) = Classes(100, 50, 10).SplitStratified(0.8, 0.2);
        Assert.Equal([80, 40, 8], CountsOf(a, 3));
        Assert.Equal([20, 10, 2], CountsOf(b, 3));
    }

    [Fact]
    public void Rows_are_drawn_and_mixed_by_the_seed()
    {
        var set = Classes(50, 50);
        var first = set.SplitStratified(0.5, 0.5, seed: 1).First.SourceRows.ToArray();
        Assert.Equal(first, set.SplitStratified(0.5, 0.5, seed: 1).First.SourceRows.ToArray());
        Assert.NotEqual(first.Order(), set.SplitStratified(0.5, 0.5, seed: 2).First.SourceRows.ToArray().Order());
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void The_rows_of_a_seed_never_change() =>
        // Written down once: published experiments rely on it.
        Assert.Equal(Expected, Classes(4, 4).SplitStratified(0.5, 0.5, seed: 1).First.SourceRows.ToArray());

    [Fact]
    public void Yes_and_no_and_enums_are_classes()
    {
        var (a, _) = Dataset.From(new float[10], [true, true, false, false, false, false, false, false, false, false]).SplitStratified(0.5, 0.5);
        Assert.Equal(1, Enumerable.Range(0, a.Count).Count(row => a.Labels(row)[0]));
        var (b, _) = Dataset.From(new float[4], [Kind.Odd, Kind.Rare, Kind.Odd, Kind.Rare]).SplitStratified(0.5, 0.5);
        Assert.NotEqual(b.Labels(0)[0], b.Labels(1)[0]);
    }

    [Fact]
    public void A_class_needs_a_row_for_every_part()
    {
        var error = Assert.Throws<ArgumentException>(() => Classes(10, 2).SplitStratified(0.6, 0.2, 0.2));
        Assert.Contains("The class 1 has 2 rows, fewer than the 3 parts.", error.Message);
        Assert.Contains(
            "The class Rare has 1 row, fewer than the 2 parts.",
            Assert.Throws<ArgumentException>(() => Dataset.From(new float[3], [Kind.Usual, Kind.Rare, Kind.Usual]).SplitStratified(0.5, 0.5)).Message);
    }

    [Fact]
    public void Values_are_no_classes()
    {
        Assert.Contains("SplitStratified needs classes", Assert.Throws<InvalidOperationException>(() => Dataset.From(new float[4], new float[4]).SplitStratified(0.5, 0.5)).Message);
        Assert.Contains(
            "a row of this set has 2", Assert.Throws<InvalidOperationException>(() => Dataset.From(new float[4], new bool[8], rows: 4).SplitStratified(0.5, 0.5)).Message);
    }

    [Fact]
    public void Sizes_are_checked()
    {
        Assert.Contains("SplitStratified(0.7, 0.4): the shares sum to 1.1", Assert.Throws<ArgumentException>(() => Classes(5, 5).SplitStratified(0.7, 0.4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("second", () => Classes(5, 5).SplitStratified(0.7, 0));
    }

    private static readonly int[] Expected = [0, 5, 6, 3];
}
