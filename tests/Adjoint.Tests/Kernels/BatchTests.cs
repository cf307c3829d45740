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
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_row_that_the_set_has_not_is_refused(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Gather(3, new float[9], [0, row], new float[6]));

    [Fact]
    public void A_batch_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Batch.Gather(3, new float[9], [0, 1], new float[5]));
}
