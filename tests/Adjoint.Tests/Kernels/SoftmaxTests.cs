using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class SoftmaxTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(100, 10)]
    [InlineData(3, 700)]
    [InlineData(2, 3000)]
    public void Rows_become_probabilities(int rows, int classes)
    {
        var logits = Numbers.Random(rows * classes, 1, 6);
        var p = new float[rows * classes];
        Softmax.Forward(rows, classes, logits, p);
        for (var r = 0; r < rows; r++)
        {
            var sum = logits.Skip(r * classes).Take(classes).Sum(v => Math.Exp(v));
            for (var c = 0; c < classes; c++)
            {
                var exact = Math.Exp(logits[(r * classes) + c]) / sum;
                Assert.Equal(exact, p[(r * classes) + c], 1e-6 * exact);
            }
        }

        Softmax.Forward(rows, classes, logits, logits);
        Assert.Equal(Numbers.Bits(p), Numbers.Bits(logits));
    }

    [Fact]
    public void Extremes_and_equals()
    {
        var p = new float[12];
        Softmax.Forward(4, 3, [1e4f, -1e4f, 0, 7, 7, 7, float.NegativeInfinity, 0, float.NegativeInfinity, 1, float.NaN, 2], p);
        Assert.Equal([1, 0, 0, 1f / 3, 1f / 3, 1f / 3, 0, 1, 0, float.NaN, float.NaN, float.NaN], p);
    }

    [Fact]
    public void A_row_is_the_same_bits_wherever_it_stands()
    {
        var row = Numbers.Random(3, 2, 3);
        for (var rows = 1; rows < 90; rows += 11)
        {
            var p = new float[rows * 3];
            Softmax.Forward(rows, 3, (float[])[.. Enumerable.Repeat(row, rows).SelectMany(v => v)], p);
            var alone = new float[3];
            Softmax.Forward(1, 3, row, alone);
            Assert.All(Enumerable.Range(0, rows), r => Assert.Equal(Numbers.Bits(alone), Numbers.Bits(p.AsSpan(r * 3, 3))));
        }
    }

    [Fact]
    public void Nothing_gives_nothing() => Softmax.Forward(0, 3, [], []);
}
