using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Gradients of micro-batches and averages of weights: each element by its formula, to the bit at every width, across the chunks.</summary>
public class AccumulationTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 15, 17, 4095, 4096, 4097, 10_001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_sum_and_its_mean(int length)
    {
        float[] a = Numbers.Random(length, 1, 4), b = Numbers.Random(length, 2, 4), sum = new float[length], mean = new float[length];

        Accumulation.Add(3, a, sum);
        Accumulation.Add(1.7, b, sum);
        Accumulation.Mean(4.7, sum, mean);

        Assert.Equal(Enumerable.Range(0, length).Select(i => (a[i] * 3f) + (b[i] * 1.7f)), sum);
        Assert.Equal(sum.Select(value => value / 4.7f), mean);
    }

    [Fact]
    public void The_mean_of_nothing_is_zero()
    {
        float[] sum = new float[3], mean = [1, 2, 3];
        Accumulation.Add(0, [4, 5, 6], sum);
        Accumulation.Mean(0, sum, mean);

        Assert.Equal([0, 0, 0], mean);
    }

    [Fact]
    public void What_is_not_finite_stays_so()
    {
        float[] sum = new float[2], mean = new float[2];
        Accumulation.Add(2, [float.NaN, float.PositiveInfinity], sum);
        Accumulation.Mean(2, sum, mean);

        Assert.Equal([float.NaN, float.PositiveInfinity], mean);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void An_average_moves_to_the_values(int length)
    {
        float[] values = Numbers.Random(length, 1, 4), averages = Numbers.Random(length, 2, 4);
        var before = averages.ToArray();

        MovingAverage.Update(0.999, values, averages);

        Assert.Equal(Enumerable.Range(0, length).Select(i => (before[i] * 0.999f) + (values[i] * (float)(1 - 0.999))), averages);
        MovingAverage.Update(0, values, averages);
        Assert.Equal(values, averages);
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Accumulation.Add(1, new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Accumulation.Mean(1, new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => MovingAverage.Update(0.5, new float[2], new float[3]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(99)]
    public void A_part_of_a_batch_is_dropped_as_in_the_whole(int first)
    {
        var x = Numbers.Random(100, 1, 4);
        float[] whole = new float[100], part = new float[100 - first];

        Dropout.Apply(0.4f, 77, x, whole);
        Dropout.Apply(0.4f, 77, first, x.AsSpan(first), part);

        Assert.Equal(whole[first..], part);
        // Numbers go on from the largest to 0.
        Dropout.Apply(0.4f, 77, (1L << 32) - 5, x, whole);
        Dropout.Apply(0.4f, 77, 0, x.AsSpan(5), part = new float[95]);
        Assert.Equal(part, whole[5..]);
    }
}
