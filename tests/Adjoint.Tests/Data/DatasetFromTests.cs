namespace Adjoint.Tests.Data;

public class DatasetFromTests
{
    [Fact]
    public void Whole_numbers_become_floats()
    {
        int[] features = [0, -3, 1 << 24, 7];

        Assert.Equal([16777216f, 7f], Dataset.From(features, new[] { 1, 0 }).Features(1).ToArray());
        var error = Assert.Throws<ArgumentException>(() => Dataset.From(new[] { 0, (1 << 24) + 1 }, new[] { 1, 0 }));
        Assert.StartsWith("Feature 1 of all is 16777217, which float32 does not hold", error.Message);
        Assert.Throws<ArgumentException>(() => Dataset.From(new[] { int.MaxValue }, new[] { 1 }));
    }

    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    private enum Animal
    {
        Cat = 3,
        Dog = 7,
    }

    [Fact]
    public void Arrays_of_int()
    {
        var set = Dataset.From(Six, new[] { 10, 20, 30 });
        Assert.Equal((3, 2, 1), (set.Count, set.FeatureCount, set.LabelCount));
        Assert.Equal([3, 4], set.Features(1).ToArray());
        Assert.Equal([20], set.Labels(1).ToArray());
    }

    [Fact]
    public void Arrays_of_an_enum() =>
        Assert.Equal(Animal.Dog, Dataset.From(Six, new[] { Animal.Cat, Animal.Dog }).Labels(1)[0]);

    [Fact]
    public void Arrays_of_float() => Assert.Equal(0.5f, Dataset.From(Six, new[] { 0.25f, 0.5f }).Labels(1)[0]);

    [Fact]
    public void Arrays_are_not_copied()
    {
        var (features, labels) = (new float[] { 1, 2 }, new[] { 0, 1 });
        var set = Dataset.From(features, labels);
        Assert.True(set.SourceFeatures == features);
        Assert.True(set.SourceLabels == labels);
    }

    [Fact]
    public void An_explicit_type_argument_is_not_ambiguous() => Assert.Equal(2, Dataset.From<int>(Six, new[] { 0, 1 }).Count);

    [Fact]
    public void Lists_are_copied()
    {
        var features = new List<float>(Six);
        var set = Dataset.From(features, new List<int> { 0, 1 });
        features[0] = 100;
        Assert.Equal([1, 2, 3], set.Features(0).ToArray());
    }

    [Fact]
    public void Collection_expressions() => Assert.Equal([3, 4], Dataset.From([1f, 2f, 3f, 4f], [0, 1]).Features(1).ToArray());

    [Fact]
    public void Every_mixture_of_arrays_lists_and_memory()
    {
        var (list, memory) = (new List<float>(Six), new ReadOnlyMemory<float>(Six));
        int[] labels = [0, 1, 2];
        var (labelList, labelMemory) = (new List<int>(labels), new ReadOnlyMemory<int>(labels));
        Dataset<int>[] sets =
        [
            Dataset.From(Six, labels), Dataset.From(Six, labelList), Dataset.From(Six, labelMemory),
            Dataset.From(list, labels), Dataset.From(list, labelList), Dataset.From(list, labelMemory),
            Dataset.From(memory, labels), Dataset.From(memory, labelList), Dataset.From(memory, labelMemory),
        ];
        Assert.All(sets, set => Assert.Equal([5, 6], set.Features(2).ToArray()));
        Assert.All(sets, set => Assert.Equal(2, set.Labels(2)[0]));
    }

    [Fact]
    public void Rows_and_tables()
    {
        float[][] jagged = [[1, 2], [3, 4], [5, 6]];
        float[,] table = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        int[] labels = [0, 1, 2];
        Dataset<int>[] sets =
        [
            Dataset.From(jagged, labels), Dataset.From(jagged, labels.ToList()), Dataset.From(jagged, new ReadOnlyMemory<int>(labels)),
            Dataset.From(jagged.ToList(), labels), Dataset.From<int>(jagged, labels),
            Dataset.From(table, labels), Dataset.From(table, labels.ToList()), Dataset.From(table, new ReadOnlyMemory<int>(labels)),
        ];
        Assert.All(sets, set => Assert.Equal(Six, set.SourceFeatures.ToArray()));
        Assert.All(sets, set => Assert.Equal([2], set.Labels(2).ToArray()));
    }

    [Fact]
    public void Several_labels_a_row()
    {
        var flat = Dataset.From(Six, new[] { 1f, 2f, 3f, 4f }, rows: 2);
        Assert.Equal((2, 3, 2), (flat.Count, flat.FeatureCount, flat.LabelCount));
        Assert.Equal([3f, 4f], flat.Labels(1).ToArray());

        var table = Dataset.From(new float[,] { { 1 }, { 2 } }, new[] { 1f, 2f, 3f, 4f }, rows: 2);
        Assert.Equal([3f, 4f], table.Labels(1).ToArray());
    }
}
