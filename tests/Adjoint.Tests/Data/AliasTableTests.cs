namespace Adjoint.Tests.Data;

public class AliasTableTests
{
    private const int Draws = 200_000;

    public static TheoryData<float[]> Weights => new()
    {
        new float[] { 1 },
        new float[] { 1, 1, 1 },
        new float[] { 0, 3, 0, 1, 2, 0 },
        new float[] { 1e-3f, 5, 100, 0.25f, 7 },
        new float[] { 1e38f, 2e38f, 3e38f },
        Enumerable.Range(0, 100).Select(index => (float)(index * index)).ToArray(),
    };

    [Theory]
    [MemberData(nameof(Weights))]
    public void Indices_come_as_often_as_their_weights_say(float[] weights)
    {
        var counts = Count(weights, seed: 3);
        var sum = weights.Sum(weight => (double)weight);
        var (square, degrees) = (0.0, -1);
        for (var index = 0; index < weights.Length; index++)
        {
            var expected = weights[index] / sum * Draws;
            if (weights[index] == 0)
            {
                Assert.Equal(0, counts[index]);
            }
            else if (expected >= 5)
            {
                square += (counts[index] - expected) * (counts[index] - expected) / expected;
                degrees++;
            }
        }

        // Chi-square within four of its deviations.
        Assert.InRange(square, 0, degrees + (4 * Math.Sqrt(2 * Math.Max(1, degrees))));
    }

    [Fact]
    public void The_shares_of_the_columns_add_up_to_the_weights()
    {
        // All columns, each at many heights: 2³² evenly spaced numbers would be exact.
        var weights = new float[] { 0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0, 2.5f };
        var table = new AliasTable(weights);
        var counts = new double[weights.Length];
        const int Steps = 1 << 20;
        for (ulong step = 0; step < Steps; step++)
        {
            counts[table.Draw((step << 44) + (1UL << 43))]++;
        }

        Assert.All(weights.Zip(counts), pair => Assert.Equal(pair.First / 4, pair.Second / Steps, 5));
    }

    [Fact]
    public void The_ends_of_the_range_draw_no_weight_of_zero()
    {
        foreach (var weights in new float[][] { [0, 1, 0], [0, 0, 1], [1, 0, 0] })
        {
            var table = new AliasTable(weights);
            foreach (var bits in new ulong[] { 0, 1, ulong.MaxValue, ulong.MaxValue / 3, (ulong.MaxValue / 3) + 1, ulong.MaxValue / 3 * 2, 1UL << 63 })
            {
                Assert.Equal(1, weights[table.Draw(bits)]);
            }
        }
    }

    private static int[] Count(float[] weights, int seed)
    {
        var table = new AliasTable(weights);
        var key = CounterRandom.Key(seed, RandomPurpose.Sampling);
        var counts = new int[weights.Length];
        for (var place = 0; place < Draws; place++)
        {
            counts[table.Draw(CounterRandom.Bits(key, place))]++;
        }

        return counts;
    }
}
