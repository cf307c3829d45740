using System.Text.Json;
using Adjoint.Tests.Reference;

namespace Adjoint.Tests.Data;

/// <summary>Balanced weights against scikit-learn's; see <c>tests/reference/class_weights_reference.py</c>.</summary>
public class ClassWeightTests
{
    private static readonly JsonElement File = ReferenceValues.ReadJson("class-weights.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, File.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_of_classes_agree(int index)
    {
        var weights = Set(File[index]).BalancedClassWeights();
        Assert.Equal(File[index].Integers("classes"), weights.Keys);
        Assert.Equal(File[index].Doubles("weights"), weights.Values, (a, b) => Math.Abs(a - b) <= 1e-15 * b);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_of_rows_agree(int index)
    {
        var set = Set(File[index]).WithBalancedWeights();
        Assert.Equal(File[index].Floats("ofRows"), Weights(set));
        Assert.Equal(1, Weights(set).Average(weight => (double)weight), 6);
    }

    [Fact]
    public void Yes_and_no() =>
        Assert.Equal([2, 2 / 3f, 2 / 3f, 2 / 3f], Weights(Dataset.From(new float[4], [true, false, false, false]).WithBalancedWeights()));

    [Fact]
    public void Weights_of_a_part_are_those_of_its_own_frequencies_and_replace_others()
    {
        var part = Dataset.From(new float[6], [0, 0, 0, 0, 1, 1]).WithWeights(new float[] { 9, 9, 9, 9, 9, 9 }).SplitInOrder(2.Rows(), 4.Rows()).Second;
        Assert.Equal([1, 1, 1, 1], Weights(part.WithBalancedWeights()));
    }

    [Fact]
    public void Values_have_no_classes()
    {
        Assert.Contains("BalancedClassWeights needs classes", Assert.Throws<InvalidOperationException>(() => Dataset.From(new float[4], new float[4]).BalancedClassWeights()).Message);
        Assert.Contains(
            "WithBalancedWeights needs one label a row", Assert.Throws<InvalidOperationException>(() => Dataset.From(new float[4], new bool[8], rows: 4).WithBalancedWeights()).Message);
    }

    private static Dataset<int> Set(JsonElement file)
    {
        var labels = file.Integers("labels");
        return Dataset.From(new float[labels.Length], labels);
    }

    private static float[] Weights<TLabel>(Dataset<TLabel> set)
        where TLabel : unmanaged
        => set.GatherWeights(set.SourceRows, new float[set.Count]).ToArray();
}
