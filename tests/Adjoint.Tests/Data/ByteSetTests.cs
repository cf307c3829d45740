namespace Adjoint.Tests.Data;

public class ByteSetTests
{
    private static readonly byte[] Six = [0, 1, 2, 253, 254, 255];

    [Fact]
    public void Bytes_are_brought_to_0_to_1_unless_another_divisor_is_given()
    {
        Assert.Equal([253 / 255f, 254 / 255f, 1], Dataset.From(Six, new[] { 1, 0 }).Features(1).ToArray());
        Assert.Equal([253f, 254f, 255f], Dataset.From(Six, new[] { 1, 0 }, divisor: 1).Features(1).ToArray());
        Assert.Equal([253 / 127.5f, 254 / 127.5f, 2], Dataset.From(Six, new[] { 1f, 0f, 3f, 4f }, rows: 2, divisor: 127.5f).Features(1).ToArray());
    }

    [Fact]
    public void Every_mixture_of_arrays_lists_and_memory()
    {
        var memory = new ReadOnlyMemory<byte>(Six);
        int[] labels = [0, 1, 2];
        Dataset<int>[] sets =
        [
            Dataset.From(Six, labels), Dataset.From(Six, labels.ToList()), Dataset.From(Six, new ReadOnlyMemory<int>(labels)), Dataset.From<int>(Six, labels),
            Dataset.From(memory, labels), Dataset.From(memory, labels.ToList()), Dataset.From(memory, new ReadOnlyMemory<int>(labels)),
        ];
        Assert.All(sets, set => Assert.Equal([254 / 255f, 1], set.Features(2).ToArray()));
        Assert.All(sets, set => Assert.Equal((3, 2, 1, 2), (set.Count, set.FeatureCount, set.LabelCount, set.Labels(2)[0])));
    }

    [Fact]
    public void Bytes_are_not_copied()
    {
        byte[] bytes = [1, 2];
        var set = Dataset.From(bytes, new[] { 0, 1 }, divisor: 1);
        bytes[1] = 7;
        Assert.Equal(7, set.Features(1)[0]);
    }

    [Fact]
    public void Constants_in_brackets_are_whole_numbers_as_ever() => Assert.Equal([3, 4], Dataset.From([1, 2, 3, 4], [0, 1]).Features(1).ToArray());

    [Theory]
    [InlineData(0f)]
    [InlineData(-255f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e-40f)]
    public void A_divisor_that_gives_no_finite_number(float divisor)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.From(Six, new[] { 1, 0 }, divisor: divisor));
        Assert.StartsWith("The divisor of bytes is a finite number above 0, by which 255 can be divided", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RowFormat.Bytes(3, divisor));
    }

    [Fact]
    public void Bytes_that_do_not_divide()
    {
        Assert.StartsWith("6 features do not divide into 4 labels (one a row).", Assert.Throws<ArgumentException>(() => Dataset.From(Six, new int[4])).Message);
        Assert.StartsWith("An empty set: 0 features", Assert.Throws<ArgumentException>(() => Dataset.From(Array.Empty<byte>(), new int[4])).Message);
        Assert.Throws<ArgumentNullException>(() => Dataset.From((byte[])null!, new int[4]));
    }

    [Fact]
    public void A_batch_is_gathered_in_any_order_and_row_again_and_again()
    {
        var batch = new float[8];
        Dataset.From(Six, new[] { 0, 1, 2 }, divisor: 1).GatherFeatures([2, 0, 2, 1], batch);
        Assert.Equal([254, 255, 0, 1, 254, 255, 2, 253], batch);
    }

    [Fact]
    public void Rows_that_two_sets_share_are_found_however_they_are_kept()
    {
        var floats = Dataset.From([0.5f, 0.5f, 254 / 255f, 1f], new[] { 9, 2 });
        Assert.Equal((1, 1, 2), SharedRows.Count(floats, Dataset.From(Six, new[] { 0, 1, 2 })));
        Assert.Equal((1, 2, 1), SharedRows.Count(Dataset.From(Six, new[] { 0, 1, 2 }), floats));
    }
}
