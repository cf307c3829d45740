namespace Adjoint.Tests.Data;

public class FoldTests
{
    private static Dataset<int> Classes(params int[] sizes)
    {
        int[] labels = [.. sizes.SelectMany((size, index) => Enumerable.Repeat(index, size))];
        return Dataset.From([.. labels.Select((_, row) => (float)row)], labels);
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 3)]
    [InlineData(7, 7)]
    [InlineData(100, 2)]
    public void Every_row_is_held_out_once(int rows, int k)
    {
        var folds = Classes(rows).Folds(k, seed: 4);
        Assert.Equal(k, folds.Count);
        Assert.Equal(Enumerable.Range(0, rows), folds.SelectMany(fold => fold.Validation.SourceRows.ToArray()).Order());
        foreach (var (train, validation) in folds)
        {
            Assert.InRange(validation.Count, rows / k, (rows + k - 1) / k);
            Assert.Equal(Enumerable.Range(0, rows), train.SourceRows.ToArray().Concat(validation.SourceRows.ToArray()).Order());
        }
    }

    [Fact]
    public void The_classes_of_a_fold_are_those_of_the_whole()
    {
        int[] sizes = [23, 5, 71, 8];
        foreach (var (_, validation) in Classes(sizes).FoldsStratified(5, seed: 2))
        {
            Assert.InRange(validation.Count, 21, 22);
            for (var i = 0; i < sizes.Length; i++)
            {
                var count = Enumerable.Range(0, validation.Count).Count(row => validation.Labels(row)[0] == i);
                Assert.InRange(count, sizes[i] / 5, (sizes[i] + 4) / 5);
            }
        }
    }

    [Fact]
    public void A_group_is_held_out_whole()
    {
        string[] groups = [.. Enumerable.Range(0, 100).Select(row => $"patient {row * row % 23}")];
        var folds = Classes(100).FoldsByGroup(groups, 4, seed: 1);
        foreach (var (train, validation) in folds)
        {
            Assert.Empty(train.SourceRows.ToArray().Select(row => groups[row]).Intersect(validation.SourceRows.ToArray().Select(row => groups[row])));
            Assert.InRange(validation.Count, 21, 29);
        }

        Assert.Equal(100, folds.Sum(fold => fold.Validation.Count));
    }

    [Fact]
    public void The_seed_decides()
    {
        var set = Classes(20, 20);
        Func<int, IReadOnlyList<Fold<int>>>[] kinds =
            [seed => set.Folds(4, seed), seed => set.FoldsStratified(4, seed), seed => set.FoldsByGroup([.. Enumerable.Range(0, 40).Select(row => row / 2)], 4, seed)];
        foreach (var folds in kinds)
        {
            int[] Held(int seed) => folds(seed)[0].Validation.SourceRows.ToArray();
            Assert.Equal(Held(1), Held(1));
            Assert.NotEqual(Held(1).Order(), Held(2).Order());
        }

        // Written down once: published experiments rely on it.
        Assert.Equal(Expected, Classes(4, 4).FoldsStratified(2, seed: 1)[0].Validation.SourceRows.ToArray());
    }

    [Fact]
    public void Folds_of_a_part_and_its_weights()
    {
        var set = Classes(30).WithWeights(Enumerable.Range(0, 30).Select(row => row + 1f).ToArray());
        var part = set.SplitInOrder(0.5, 0.5).Second;
        var buffer = new float[30];
        foreach (var (train, validation) in part.Folds(3))
        {
            Assert.All(validation.SourceRows.ToArray(), row => Assert.InRange(row, 15, 29));
            Assert.Equal(train.SourceRows.ToArray().Select(row => row + 1f), train.GatherWeights(train.SourceRows, buffer).ToArray());
        }
    }

    [Fact]
    public void What_cannot_be_cut_is_refused()
    {
        Assert.Contains("1 folds of 10 rows", Assert.Throws<ArgumentOutOfRangeException>("k", () => Classes(10).Folds(1)).Message);
        Assert.Contains("11 folds of 10 rows", Assert.Throws<ArgumentOutOfRangeException>("k", () => Classes(10).Folds(11)).Message);
        Assert.Contains("The class 1 has 2 rows, fewer than the 3 folds.", Assert.Throws<ArgumentException>(() => Classes(10, 2).FoldsStratified(3)).Message);
        Assert.Contains("There are 2 groups, fewer than the 3 folds", Assert.Throws<ArgumentException>("groups", () => Classes(4).FoldsByGroup([1, 1, 2, 2], 3)).Message);
        Assert.Throws<ArgumentException>("groups", () => Classes(4).FoldsByGroup([1, 1, 2], 2));
        Assert.Throws<InvalidOperationException>(() => Dataset.From(new float[4], new float[4]).FoldsStratified(2));
    }

    private static readonly int[] Expected = [6, 0, 7, 2];
}
