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
        var loss = CrossEntropy.LossAndGradient(rows, classes, logits, labels, [], gradient);
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

        Assert.Equal(expected / rows, loss.Mean, 1e-6);
        Assert.Equal(CrossEntropy.Loss(rows, classes, logits, labels, []), loss);
    }

    [Fact]
    public void The_gradient_agrees_with_central_differences()
    {
        const int Rows = 4, Classes = 5;
        var (logits, labels) = (Numbers.Random(Rows * Classes, 3, 2), Labels(Rows, Classes));
        var gradient = new float[Rows * Classes];
        CrossEntropy.LossAndGradient(Rows, Classes, logits, labels, [], gradient);
        for (var i = 0; i < logits.Length; i++)
        {
            var (up, down) = ((float[])logits.Clone(), (float[])logits.Clone());
            up[i] += 1f / 128;
            down[i] -= 1f / 128;
            var slope = (CrossEntropy.Loss(Rows, Classes, up, labels, []).Sum - CrossEntropy.Loss(Rows, Classes, down, labels, []).Sum) * 64 / Rows;
            Assert.Equal(slope, gradient[i], 1e-5);
        }
    }

    [Fact]
    public void In_place_gives_the_same_bits()
    {
        var (logits, labels) = (Numbers.Random(70 * 13, 4, 3), Labels(70, 13));
        var apart = new float[70 * 13];
        var loss = CrossEntropy.LossAndGradient(70, 13, logits, labels, [], apart);
        Assert.Equal(loss, CrossEntropy.LossAndGradient(70, 13, logits, labels, [], logits));
        Assert.Equal(Numbers.Bits(apart), Numbers.Bits(logits));
    }

    [Fact]
    public void A_rows_gradient_does_not_depend_on_its_place()
    {
        var row = Numbers.Random(7, 5, 4);
        float[] many = [.. Enumerable.Repeat(row, 200).SelectMany(v => v)];
        CrossEntropy.LossAndGradient(200, 7, many, new int[200], [], many);
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
        var total = CrossEntropy.Loss(4, 3, logits, [0, 0, 1, 2], []).Sum;
        Assert.Equal(0 + 20000 + Math.Log(2) + Math.Log(3), total, 1e-9);
        CrossEntropy.LossAndGradient(4, 3, logits, [0, 0, 1, 2], [], gradient);
        Assert.Equal([0, 0, 0, -0.25f, 0.25f, 0, 0.125f, -0.125f, 0], gradient[..9]);
        Assert.Equal(1 / 12.0, gradient[9], 1e-8);
        Assert.Equal(-2 / 12.0, gradient[11], 1e-8);
    }

    [Fact]
    public void One_class_has_neither_loss_nor_gradient()
    {
        var gradient = new float[3];
        Assert.Equal(new LossSum(0, 3), CrossEntropy.LossAndGradient(3, 1, [5, -1e4f, 0], [0, 0, 0], [], gradient));
        Assert.Equal([0, 0, 0], gradient);
    }

    [Fact]
    public void Nan_shows_in_the_loss()
    {
        Assert.True(double.IsNaN(CrossEntropy.Loss(2, 3, [1, 2, 3, 1, float.NaN, 3], [0, 0], []).Sum));
        Assert.True(double.IsNaN(CrossEntropy.LossAndGradient(1, 3, [1, float.PositiveInfinity, 3], [0], [], new float[3]).Sum));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_that_is_no_class_is_refused(int label)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(1, 3, new float[3], [label], []).Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.LossAndGradient(1, 3, new float[3], [label], [], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(1, 2000, new float[2000], [label < 0 ? label : 2000], []).Sum);
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[5], new int[2], []).Sum);
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[6], new int[1], []).Sum);
        Assert.Throws<ArgumentException>(() => CrossEntropy.LossAndGradient(2, 3, new float[6], new int[2], [], new float[5]));
    }

    [Fact]
    public void Gradients_with_weights_and_smoothing_agree_with_central_differences()
    {
        const int Rows = 4, Classes = 5;
        var (logits, labels, soft) = (Numbers.Random(Rows * Classes, 3, 2), Labels(Rows, Classes), Numbers.Random(Rows * Classes, 5).Select(MathF.Abs).ToArray());
        float[] w = [0.5f, 2, 0, 1], v = [1, 0.2f, 3, 0, 0.7f];
        foreach (var smoothing in new[] { 0, 0.1f, 1 })
        {
            var gradient = new float[Rows * Classes];
            CrossEntropy.LossAndGradient(Rows, Classes, logits, labels, w, gradient, v, smoothing);
            Compare(gradient, x => CrossEntropy.Loss(Rows, Classes, x, labels, w, v, smoothing));
            CrossEntropy.LossAndGradient(Rows, Classes, logits, soft, w, gradient, v, smoothing);
            Compare(gradient, x => CrossEntropy.Loss(Rows, Classes, x, soft, w, v, smoothing));
        }

        void Compare(float[] gradient, Func<float[], LossSum> loss)
        {
            for (var i = 0; i < logits.Length; i++)
            {
                var (up, down) = ((float[])logits.Clone(), (float[])logits.Clone());
                up[i] += 1f / 128;
                down[i] -= 1f / 128;
                Assert.Equal((loss(up).Mean - loss(down).Mean) * 64, gradient[i], 2e-5);
            }
        }
    }

    [Theory]
    [InlineData(70, 13)]
    [InlineData(2, 2500)]
    public void A_row_weighed_by_its_class_counts_so_in_the_divisor(int rows, int classes)
    {
        var (logits, labels) = (Numbers.Random(rows * classes, 1, 5), Labels(rows, classes));
        var (w, v) = (Numbers.Random(rows, 2), Numbers.Random(classes, 3).Select(MathF.Abs).ToArray());
        var expected = new LossSum(0, 0);
        for (var r = 0; r < rows; r++)
        {
            var one = CrossEntropy.Loss(1, classes, logits.AsSpan(r * classes), labels.AsSpan(r), []).Sum;
            expected += new LossSum((double)w[r] * v[labels[r]] * one, v[labels[r]]);
        }

        var actual = CrossEntropy.Loss(rows, classes, logits, labels, w, v, 0);
        Assert.Equal(expected.Sum, actual.Sum, 1e-9 * rows);
        Assert.Equal(expected.Weight, actual.Weight, 1e-12 * rows);
        // Labels as certain probabilities are the same but for the divisor.
        var certain = new float[rows * classes];
        for (var r = 0; r < rows; r++)
        {
            certain[(r * classes) + labels[r]] = 1;
        }

        var (apart, gradient) = (new float[rows * classes], new float[rows * classes]);
        Assert.Equal(actual.Sum, CrossEntropy.Loss(rows, classes, logits, certain, w, v, 0).Sum, 1e-12 * rows);
        CrossEntropy.LossAndGradient(rows, classes, logits, certain, w, apart, v, 0.1f);
        Assert.Equal(CrossEntropy.Loss(rows, classes, logits, labels, w, v, 0.1f), CrossEntropy.LossAndGradient(rows, classes, logits, labels, w, gradient, v, 0.1f));
        var ratio = rows / actual.Weight;
        Assert.All(Enumerable.Range(0, gradient.Length), i => Assert.Equal(apart[i] * ratio, gradient[i], 1e-6 * (1 + Math.Abs(gradient[i]))));
        var copy = (float[])logits.Clone();
        CrossEntropy.LossAndGradient(rows, classes, copy, certain, w, copy, v, 0.1f);
        Assert.Equal(Numbers.Bits(apart), Numbers.Bits(copy));
        CrossEntropy.LossAndGradient(rows, classes, logits, labels, w, logits, v, 0.1f);
        Assert.Equal(Numbers.Bits(gradient), Numbers.Bits(logits));
    }

    [Fact]
    public void Extreme_logits_with_smoothing_and_probabilities()
    {
        float[] logits = [1e4f, -1e4f, 1e4f, -1e4f];
        var gradient = new float[4];
        Assert.Equal(2000 + 18000, CrossEntropy.Loss(2, 2, logits, [0, 1], [], [], 0.2f).Sum, 1e-2);
        Assert.Equal(1e4, CrossEntropy.LossAndGradient(2, 2, logits, [0, 1], [], gradient, [], 0.2f).Mean, 1e-2);
        Assert.Equal([0.05f, -0.05f, 0.45f, -0.45f], gradient.Select(g => MathF.Round(g, 6)));
        // A class that cannot be is not asked for.
        float[] masked = [0, float.NegativeInfinity, 0];
        Assert.Equal(Math.Log(2), CrossEntropy.Loss(1, 3, masked, (float[])[0.5f, 0, 0.5f], []).Sum, 1e-12);
        CrossEntropy.LossAndGradient(1, 3, masked, (float[])[1, 0, 0], [], masked);
        Assert.Equal([-0.5f, 0, 0.5f], masked);
    }

    [Fact]
    public void Weights_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[6], new int[2], new float[1]).Sum);
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[6], new int[2], [], new float[2], 0).Sum);
        Assert.Throws<ArgumentException>(() => CrossEntropy.Loss(2, 3, new float[6], new float[5], []).Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(2, 3, new float[6], new int[2], [], [], 1.1f).Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Loss(1, 3, new float[3], [3], [], new float[3], 0).Sum);
        Assert.Equal(new LossSum(0, 0), CrossEntropy.LossAndGradient(0, 3, [], Array.Empty<int>(), [], []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Classes_that_weigh_nothing_teach_nothing(float smoothing)
    {
        float[] gradient = [7, 7, 7, 7, 7, 7];
        var loss = CrossEntropy.LossAndGradient(2, 3, [1, 2, 3, 4, 5, 6], [0, 0], [], gradient, [0, 1, 1], smoothing);
        Assert.Equal(0, loss.Weight);
        Assert.Equal(new float[6], gradient);
    }

    private static int[] Labels(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(r => r * 7 % classes)];
}
