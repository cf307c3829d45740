using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class BatchTests
{
    [Fact]
    public void Rows_are_copied_in_the_order_asked()
    {
        var batch = new float[9];
        Batch.Gather(3, [0, 1, 2, 10, 11, 12, 20, 21, 22], [2, 0, 2], batch);
        Assert.Equal([20, 21, 22, 0, 1, 2, 20, 21, 22], batch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(70)]
    public void Rows_in_the_order_of_the_set_are_copied_as_any_others(int width)
    {
        var source = Numbers.Random(40 * width, 1);
        foreach (var count in (int[])[1, 2, 8, 9, 16, 17, 33])
        {
            foreach (var odd in (int[])[-1, 0, 1, count / 2, count - 1])
            {
                // One of them is another row than its neighbours have it.
                var rows = Enumerable.Range(40 - count, count).Select((row, k) => k == odd ? 3 : row).ToArray();
                var batch = new float[count * width];
                Batch.Gather(width, source, rows, batch);
                Assert.Equal(rows.SelectMany(row => source.Skip(row * width).Take(width)), batch);
            }
        }
    }

    [Fact]
    public void Rows_of_every_width_are_copied_whole_and_nothing_behind_them_is_touched()
    {
        for (var width = 1; width <= 70; width++)
        {
            var source = Numbers.Random(50 * width, width);
            foreach (var count in (int[])[1, 2, 7, 8, 9, 40])
            {
                var rows = Enumerable.Range(0, count).Select(k => (k * 37 + 11) % 50).ToArray();
                var batch = new float[(count * width) + 1];
                batch[^1] = float.NaN;
                Batch.Gather(width, source, rows, batch);
                Assert.Equal(rows.SelectMany(row => source.Skip(row * width).Take(width)).Append(float.NaN), batch);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(40)]
    public void Rows_of_a_large_set_are_fetched_ahead_and_copied_as_any_others(int width)
    {
        var count = 200_000 / width;
        var source = Numbers.Random(count * width, 1);
        var rows = Enumerable.Range(0, 30).Select(k => (int)((k * 48_271L) % count)).Append(count - 1).ToArray();
        var batch = new float[rows.Length * width];
        Batch.Gather(width, source, rows, batch);
        Assert.Equal(rows.SelectMany(row => source.Skip(row * width).Take(width)), batch);
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(21, 20)]
    [InlineData(int.MaxValue - 5, 20)]
    public void Rows_in_order_that_the_set_has_not_are_refused(int first, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Gather(2, new float[80], [.. Enumerable.Range(0, count).Select(k => unchecked(first + k))], new float[2 * count]));

    [Fact]
    public void Rows_of_yes_and_no_become_ones_and_zeros()
    {
        var batch = new float[6];
        Batch.Gather(2, [true, false, false, false, true, true], [2, 0, 1], batch);
        Assert.Equal([1, 1, 1, 0, 0, 0], batch);
        Batch.Convert([false, true, true], batch);
        Assert.Equal([0, 1, 1, 0, 0, 0], batch);
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Gather(2, new bool[6], [3], new float[2]));
        Assert.Throws<ArgumentException>(() => Batch.Gather(2, new bool[6], [0, 1], new float[3]));
        Assert.Throws<ArgumentException>(() => Batch.Convert(new bool[2], new float[1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_row_that_the_set_has_not_is_refused(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Gather(3, new float[9], [0, row], new float[6]));

    [Fact]
    public void A_row_that_the_set_has_not_is_refused_wherever_it_stands()
    {
        for (var place = 0; place < 19; place++)
        {
            foreach (var row in (int[])[-1, 6, int.MinValue])
            {
                var rows = Enumerable.Range(0, 19).Select(k => k == place ? row : k % 5).ToArray();
                var batch = new float[19 * 8];
                var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Gather(8, new float[(6 * 8) + 7], rows, batch));
                Assert.Equal(row, thrown.ActualValue);
            }
        }
    }

    [Fact]
    public void A_batch_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Batch.Gather(3, new float[9], [0, 1], new float[5]));
}
