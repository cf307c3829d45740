using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Sixteen rows at once are to the bit rows alone.</summary>
public class NarrowLabelsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 5, 2 }, { 15, 15 }, { 16, 10 }, { 17, 3 }, { 32, 8 }, { 53, 7 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_row_does_not_depend_on_its_place(int rows, int classes)
    {
        var (logits, labels) = (Numbers.Random(rows * classes, 1, 8), Labels(rows, classes));
        foreach (var (w, v) in new (float[], float[])[] { ([], []), (Numbers.Random(rows, 2), []), ([], Numbers.Random(classes, 3)), (Numbers.Random(rows, 2), Numbers.Random(classes, 3)) })
        {
            var (gradient, alone) = (new float[rows * classes], new float[rows * classes]);
            var sum = NarrowLabels.Run(rows, classes, logits, labels, w, v, 3, gradient);
            var ascending = 0.0;
            for (var r = 0; r < rows; r++)
            {
                ascending += NarrowLabels.Run(
                    1, classes, logits.AsSpan(r * classes, classes), labels.AsSpan(r, 1), w.Length == 0 ? w : w.AsSpan(r, 1), v, 3, alone.AsSpan(r * classes, classes));
            }

            Assert.Equal(ascending, sum);
            Assert.Equal(Numbers.Bits(alone), Numbers.Bits(gradient));
            Assert.Equal(sum, NarrowLabels.Run(rows, classes, logits, labels, w, v, 3, []));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Loss_and_gradient_agree_with_double_precision(int rows, int classes)
    {
        var (logits, labels, gradient) = (Numbers.Random(rows * classes, 1, 8), Labels(rows, classes), new float[rows * classes]);
        var (w, v) = (Numbers.Random(rows, 2), Numbers.Random(classes, 3));
        var (sum, expected, size) = (NarrowLabels.Run(rows, classes, logits, labels, w, v, 3, gradient), 0.0, 0.0);
        for (var r = 0; r < rows; r++)
        {
            double[] powers = [.. logits.AsSpan(r * classes, classes).ToArray().Select(x => Math.Exp(x))];
            var scale = (double)w[r] * v[labels[r]];
            var term = -scale * Math.Log(powers[labels[r]] / powers.Sum());
            (expected, size) = (expected + term, size + Math.Abs(term));
            for (var c = 0; c < classes; c++)
            {
                var exact = scale / 3 * ((powers[c] / powers.Sum()) - (c == labels[r] ? 1 : 0));
                Assert.Equal(exact, gradient[(r * classes) + c], (1e-6 * Math.Abs(exact)) + 1e-8);
            }
        }

        Assert.Equal(expected, sum, (1e-6 * size) + 1e-9);
    }

    [Fact]
    public void Weights_of_one_are_none()
    {
        const int Rows = 21, Classes = 6;
        var (logits, labels) = (Numbers.Random(Rows * Classes, 1, 8), Labels(Rows, Classes));
        var (ones, plain) = (new float[Rows * Classes], new float[Rows * Classes]);
        Assert.Equal(
            NarrowLabels.Run(Rows, Classes, logits, labels, [], [], Rows, plain),
            NarrowLabels.Run(Rows, Classes, logits, labels, Enumerable.Repeat(1f, Rows).ToArray(), Enumerable.Repeat(1f, Classes).ToArray(), Rows, ones));
        Assert.Equal(Numbers.Bits(plain), Numbers.Bits(ones));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Nothing_is_written_behind_the_last_row_and_the_logits_may_be_the_place(int rows, int classes)
    {
        var (logits, labels) = (Numbers.Random(rows * classes, 1, 8), Labels(rows, classes));
        var gradient = Enumerable.Repeat(7f, (rows * classes) + 300).ToArray();
        NarrowLabels.Run(rows, classes, logits, labels, [], [], rows, gradient);
        Assert.All(gradient[(rows * classes)..], number => Assert.Equal(7, number));
        NarrowLabels.Run(rows, classes, logits, labels, [], [], rows, logits);
        Assert.Equal(Numbers.Bits(gradient.AsSpan(0, rows * classes)), Numbers.Bits(logits));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(15, -1)]
    [InlineData(18, 9)]
    public void The_first_label_that_is_no_class_is_named(int row, int label)
    {
        var labels = Labels(19, 4);
        labels[row] = label;
        labels[18] = row == 18 ? label : 77;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => NarrowLabels.Run(19, 4, new float[19 * 4], labels, [], [], 19, []));
        Assert.StartsWith($"The label {label} is none of 0 ... 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_divisor_of_zero_teaches_nothing()
    {
        var gradient = Enumerable.Repeat(7f, 6).ToArray();
        Assert.Equal(0, NarrowLabels.Run(2, 3, [1, 2, 3, 4, 5, 6], [0, 0], [], [0, 1, 1], 0, gradient));
        Assert.Equal(new float[6], gradient);
    }

    private static int[] Labels(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(r => r * 7 % classes)];
}
