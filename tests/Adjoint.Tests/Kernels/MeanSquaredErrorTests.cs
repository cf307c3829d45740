using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class MeanSquaredErrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Loss_and_gradient_agree_with_double_precision(int length)
    {
        var (p, t) = (Numbers.Random(length, 1), Numbers.Random(length, 2));
        var gradient = new float[length];
        var expected = p.Zip(t).Sum(v => ((double)v.First - v.Second) * ((double)v.First - v.Second));
        Assert.Equal(expected, MeanSquaredError.Loss(p, t), 1e-6 * expected);
        var mean = MeanSquaredError.LossAndGradient(p, t, gradient);
        Assert.Equal((float)(MeanSquaredError.Loss(p, t) / length), mean);
        for (var i = 0; i < length; i++)
        {
            Assert.Equal(2.0 * (p[i] - t[i]) / length, gradient[i], 1e-6 / length);
        }

        Assert.Equal(mean, MeanSquaredError.LossAndGradient(p, t, p));
        Assert.Equal(Numbers.Bits(gradient), Numbers.Bits(p));
    }

    [Fact]
    public void The_sum_goes_through_sixteen_lanes_and_one_tree()
    {
        // Written out with plain numbers: the order is part of the contract, whatever the machine's width.
        var (p, t) = (Numbers.Random(77, 3, 100), Numbers.Random(77, 4));
        var lanes = new double[16];
        for (var i = 0; i < p.Length; i++)
        {
            double difference = p[i] - t[i];
            lanes[i % 16] += difference * difference;
        }

        for (var half = 8; half >= 1; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                lanes[i] += lanes[i + half];
            }
        }

        Assert.Equal(lanes[0], MeanSquaredError.Loss(p, t));
    }

    [Fact]
    public void Nothing_lost_where_all_is_right() => Assert.Equal(0, MeanSquaredError.LossAndGradient([1, 2], [1, 2], new float[2]));

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MeanSquaredError.Loss(new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => MeanSquaredError.LossAndGradient(new float[2], new float[2], new float[3]));
    }
}
