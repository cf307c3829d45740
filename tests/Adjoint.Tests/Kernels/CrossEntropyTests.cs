using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class CrossEntropyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 3)]
    [InlineData(64, 10)]
    [InlineData(130, 7)]
    [InlineData(3, 65)]
    [InlineData(2, 1024)]
    [InlineData(2, 2500)]
    public void Loss_and_gradient_agree_with_double_precision(int rows, int classes)
    {
        var (logits, labels) = (Numbers.Random(rows * classes, 1, 5), Labels(rows, classes));
        var gradient = new float[rows * classes];
        var mean = CrossEntropy.LossAndGradient(rows, classes, logits, labels, gradient);
        var expected = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var row = logits.AsSpan(r * classes, classes).ToArray().Select(v => Math.Exp(v)).ToArray();
            var sum = row.Sum();
            expected -= Math.Log(row[labels[r]] / sum);
            for (var c = 0; c < classes; c++)
            {
                var exact = ((row[c] / sum) - (c == labels[r] ? 1 : 0)) / rows;
                Assert.Equal(exact, gradient[(r * classes) + c], 1e-6 * Math.Abs(exact) + 1e-9);
            }
        }

        Assert.Equal(expected / rows, mean, 1e-6);
        var total = CrossEntropy.Loss(rows, classes, logits, labels);
        Assert.Equal(expected, total, 1e-6 * rows);
        Assert.Equal((float)(total / rows), mean);
    }

    [Fact]
    public void The_gradient_agrees_with_central_differences()
    {
        const int Rows = 4, Classes = 5;
        var (logits, labels) = (Numbers.Random(Rows * Classes, 3, 2), Labels(Rows, Classes));
        var gradient = new float[Rows * Classes];
        CrossEntropy.LossAndGradient(Rows, Classes, logits, labels, gradient);
        for (var i = 0; i < logits.Length; i++)
        {
            var (up, down) = ((float[])logits.Clone(), (float[])logits.Clone());
            up[i] += 1f / 128;
            down[i] -= 1f / 128;
            var slope = (CrossEntropy.Loss(Rows, Classes, up, labels) - CrossEntropy.Loss(Rows, Classes, down, labels)) * 64 / Rows;
            Assert.Equal(slope, gradient[i], 1e-5);
        }
    }

    [Fact]
    public void In_place_gives_the_same_bits()
    {
        var (logits, labels) = (Numbers.Random(70 * 13, 4, 3), Labels(70, 13));
        var apart = new float[70 * 13];
        var mean = CrossEntropy.LossAndGradient(70, 13, logits, labels, apart);
        Assert.Equal(mean, CrossEntropy.LossAndGradient(70, 13, logits, labels, logits));
        Assert.Equal(Numbers.Bits(apart), Numbers.Bits(logits));
    }

    [Fact]
    public void A_rows_gradient_does_not_depend_on_its_place()
    {
        var row = Numbers.Random(7, 5, 4);
        float[] many = [.. Enumerable.Repeat(row, 200).SelectMany(v => v)];
        CrossEntropy.LossAndGradient(200, 7, many, new int[200], many);
        for (var r = 1; r < 200; r++)
        {
            Assert.Equal(Numbers.Bits(many.AsSpan(0, 7)), Numbers.Bits(many.AsSpan(r * 7, 7)));
        }
    }

    [Fact]
    public void Extreme_logits_neither_overflow_nor_give_nan()
    {
        float[] logits = [1e4f, -1e4f, 0, -1e4f, 1e4f, 0, 3e38f, 3e38f, -3e38f, -5, -5, -5];
        var gradient = new float[12];
        var total = CrossEntropy.Loss(4, 3, logits, [0, 0, 1, 2]);
        Assert.Equal(0 + 20000 + Math.Log(2) + Math.Log(3), total, 1e-9);
        CrossEntropy.LossAndGradient(4, 3, logits, [0, 0, 1, 2], gradient);
        Assert.Equal([0, 0, 0, -0.25f, 0.25f, 0, 0.125f, -0.125f, 0], gradient[..9]);
        Assert.Equal(1 / 12.0, gradient[9], 1e-8);
        Assert.Equal(-2 / 12.0, gradient[11], 1e-8);
    }

    [Fact]
    public void One_class_has_neither_loss_nor_gradient()
    {
        var gradient = new float[3];
        Assert.Equal(0, CrossEntropy.LossAndGradient(3, 1, [5, -1e4f, 0], [0, 0, 0], gradient));
        Assert.Equal([0, 0, 0], gradient);
    }

    [Fact]
    public void Nan_shows_in_the_loss()
    {
        Assert.True(double.IsNaN(CrossEntropy.Loss(2, 3, [1, 2, 3, 1, float.NaN, 3], [0, 0])));
        Assert.True(float.IsNaN(CrossEntropy.LossAndGradient(1, 3, [1, float.PositiveInfinity, 3], [0], new float[3])));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_that_is_no_class_is_refused(int label)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(1, 3, new float[3], [label]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.LossAndGradient(1, 3, new float[3], [label], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(1, 2000, new float[2000], [label < 0 ? label : 2000]));
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[5], new int[2]));
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[6], new int[1]));
        Assert.Throws<ArgumentException>(() => CrossEntropy.LossAndGradient(2, 3, new float[6], new int[2], new float[5]));
    }

    private static int[] Labels(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(r => r * 7 % classes)];
}
