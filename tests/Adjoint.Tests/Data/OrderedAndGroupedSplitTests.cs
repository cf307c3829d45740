namespace Adjoint.Tests.Data;

public class OrderedAndGroupedSplitTests
{
    private static Dataset<int> Rows(int count) =>
        Dataset.From([.. Enumerable.Range(0, count).Select(i => (float)i)], [.. Enumerable.Range(0, count).Select(i => 10 * i)]);

    [Fact]
    public void Later_rows_are_in_later_parts()
    {
        var (a, b, c) = Rows(10).SplitInOrder(0.6, 0.2, 0.2);
        Assert.Equal(Enumerable.Range(0, 6), a.SourceRows.ToArray());
        Assert.Equal([6, 7], b.SourceRows.ToArray());
        Assert.Equal([8, 9], c.SourceRows.ToArray());
    }

    [Fact]
    public void Sizes_may_be_numbers_of_rows()
    {
        var (a, b) = Rows(10).SplitInOrder(7.Rows(), 2.Rows());
        Assert.Equal((7, 2), (a.Count, b.Count));
        Assert.Equal([7, 8], b.SourceRows.ToArray());
        var (c, d) = Rows(10).Split(0.9, 1.Rows());
        Assert.Equal((9, 1), (c.Count, d.Count));
        Assert.Equal("0.9 and 1 rows", $"{(PartSize)0.9} and {1.Rows()}");
    }

    [Fact]
    public void More_rows_than_there_are()
    {
        Assert.Contains("SplitInOrder(7 rows, 4 rows): the set has 10 rows", Assert.Throws<ArgumentException>(() => Rows(10).SplitInOrder(7.Rows(), 4.Rows())).Message);
        Assert.Contains("Split(0.9, 2 rows): the set has 10 rows", Assert.Throws<ArgumentException>(() => Rows(10).Split(0.9, 2.Rows())).Message);
        Assert.Contains("written 800.Rows()", Assert.Throws<ArgumentException>(() => Rows(10).Split(7, 3)).Message);
        Assert.Throws<ArgumentException>(() => Rows(10).Split(int.MaxValue.Rows(), int.MaxValue.Rows()));
        Assert.Throws<ArgumentOutOfRangeException>(() => 0.Rows());
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Rows(10).SplitInOrder(default, 3.Rows()));
    }

    [Fact]
    public void A_part_of_a_part_keeps_its_order()
    {
        var (_, later) = Rows(10).SplitInOrder(0.4, 0.6);
        Assert.Equal([4, 5, 6], later.SplitInOrder(0.5, 0.5).First.SourceRows.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_group_is_in_two_parts(int seed)
    {
        string[] groups = [.. Enumerable.Range(0, 200).Select(row => $"patient {row * row % 37}")];
        var (a, b, c) = Rows(200).SplitByGroup(groups, 0.6, 0.2, 0.2, seed);
        HashSet<string>[] names = [.. new[] { a, b, c }.Select(part => part.SourceRows.ToArray().Select(row => groups[row]).ToHashSet())];
        Assert.False(names[0].Overlaps(names[1]) || names[0].Overlaps(names[2]) || names[1].Overlaps(names[2]));
        Assert.Equal(200, a.Count + b.Count + c.Count);
        var largest = groups.CountBy(group => group).Max(group => group.Value);
        Assert.InRange(a.Count, 120 - largest, 120 + largest);
        Assert.InRange(b.Count, 40 - largest, 40 + largest);
    }

    [Fact]
    public void Groups_left_over_are_in_no_part()
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row / 10)];
        var (a, b) = Rows(100).SplitByGroup(groups, 0.5, 0.3);
        Assert.Equal((50, 30), (a.Count, b.Count));
    }

    [Fact]
    public void Every_part_has_a_group()
    {
        int[] groups = [.. Enumerable.Repeat(0, 98), 1, 2];
        var (a, b, c) = Rows(100).SplitByGroup(groups, 0.1, 0.1, 0.8);
        Assert.Equal([1, 1, 98], new[] { a.Count, b.Count, c.Count }.Order());
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row / 5)];
        int[] First(int seed) => Rows(100).SplitByGroup(groups, 0.5, 0.5, seed).First.SourceRows.ToArray();
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1).Order(), First(2).Order());
        // Written down once: published experiments rely on it.
        Assert.Equal(Expected, Rows(6).SplitByGroup(["a", "a", "b", "b", "c", "c"], 0.67, 0.33, 1).First.SourceRows.ToArray());
    }

    [Fact]
    public void Groups_are_checked()
    {
        Assert.Contains("10 rows of the set have a group each, but 9 were given", Assert.Throws<ArgumentException>("groups", () => Rows(10).SplitByGroup(new int[9], 0.5, 0.5)).Message);
        Assert.Contains("There are 1 groups, fewer than the 2 parts", Assert.Throws<ArgumentException>("groups", () => Rows(10).SplitByGroup(new int[10], 0.5, 0.5)).Message);
        Assert.Contains("The group of row 1 is null", Assert.Throws<ArgumentException>("groups", () => Rows(2).SplitByGroup(["a", null!], 0.5, 0.5)).Message);
        Assert.Throws<ArgumentNullException>("groups", () => Rows(2).SplitByGroup((string[])null!, 0.5, 0.5));
    }

    [Fact]
    public void Weights_travel_with_their_rows()
    {
        var set = Rows(20).WithWeights(Enumerable.Range(0, 20).Select(row => row + 1f).ToArray());
        var buffer = new float[20];
        foreach (var part in new[] { set.SplitInOrder(0.5, 0.5).Second, set.SplitByGroup(new[] { 0, 1 }.SelectMany(group => Enumerable.Repeat(group, 10)).ToArray(), 0.5, 0.5).First })
        {
            Assert.Equal(part.SourceRows.ToArray().Select(row => row + 1f), part.GatherWeights(part.SourceRows, buffer).ToArray());
        }
    }

    private static readonly int[] Expected = [0, 4, 5, 1];
}
