namespace Adjoint.Tests.Data;

public class SharedRowTests
{
    // Rows of three features that hash functions have trouble with: small whole numbers.
    private static Dataset<int> Rows(params int[] numbers) =>
        Dataset.From([.. numbers.SelectMany(number => new float[] { number, 0, -number })], [.. numbers.Select(number => number % 3)]);

    [Fact]
    public void Sets_without_a_row_in_common() => Assert.Equal(0, SharedRows.Count(Rows(1, 2, 3), Rows(4, 5, 6)).Count);

    [Fact]
    public void Rows_are_counted_and_one_is_named() => Assert.Equal((2, 2, 0), SharedRows.Count(Rows(1, 2, 3, 4), Rows(3, 9, 1, 3, 3)));

    [Fact]
    public void A_row_that_comes_more_than_once_counts_as_often() => Assert.Equal((3, 0, 1), SharedRows.Count(Rows(1, 1, 2, 1), Rows(5, 1, 1)));

    [Fact]
    public void Other_labels_are_other_rows()
    {
        var set = Dataset.From([1f, 2f], [0, 1]);
        Assert.Equal(1, SharedRows.Count(set, Dataset.From([1f, 2f], [0, 0])).Count);
    }

    [Fact]
    public void Parts_of_one_set_share_what_comes_twice_in_it()
    {
        var (train, validation) = Rows(1, 2, 3, 4, 2, 5).SplitInOrder(0.5, 0.5);
        Assert.Equal((1, 1, 1), SharedRows.Count(validation, train));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(785)]
    public void A_single_bit_makes_another_row_whatever_the_width(int width)
    {
        float[] features = [.. Enumerable.Range(0, width).Select(i => i % 5 == 0 ? 0f : i / 255f)];
        var set = Dataset.From(features, [1]);
        Assert.Equal(1, SharedRows.Count(set, Dataset.From([.. features], [1])).Count);
        for (var i = 0; i < width; i++)
        {
            float[] other = [.. features];
            other[i] = MathF.BitIncrement(other[i]);
            Assert.Equal(0, SharedRows.Count(set, Dataset.From(other, [1])).Count);
            Assert.NotEqual(RowHash.Of(features), RowHash.Of(other));
        }
    }

    [Fact]
    public void Hashes_of_rows_that_differ_little_differ()
    {
        var hashes = new HashSet<ulong>();
        var row = new float[36];
        for (var number = 0; number < 100_000; number++)
        {
            (row[0], row[9], row[18], row[35]) = (number % 10, number / 10 % 10, number / 100 % 10, number / 1000);
            hashes.Add(RowHash.Of(row));
        }

        Assert.Equal(100_000, hashes.Count);
    }

    [Fact]
    public void Many_equal_rows_take_no_longer_than_others()
    {
        // Each against each would be 10¹⁰ comparisons.
        var set = Dataset.From(new float[100_000], new int[100_000]);
        Assert.Equal(100_000, SharedRows.Count(set, set).Count);
    }

    [Fact]
    public void The_warning_names_both_rows()
    {
        Assert.Null(SharedRows.Warn(Rows(1, 2), Rows(3)));
        Assert.Equal(
            "1 of the 2 rows of the validation set is in the training set too, as row 1 is row 0 of it: validation does not tell how well the model does on rows that it has not seen.",
            SharedRows.Warn(Rows(1, 2), Rows(3, 1)));
    }
}
