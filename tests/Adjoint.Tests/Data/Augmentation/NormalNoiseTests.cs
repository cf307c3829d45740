using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Data.Augmentations;

public class NormalNoiseTests
{
    private const ulong Key = 0x0123456789ABCDEF;

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        for (var length = 0; length <= 100; length++)
        {
            var x = Kernels.Numbers.Random(length, 1);
            var expected = x.ToArray();
            NormalNoise.Add<Simd1, float>(0.3f, Key, expected);
            foreach (var add in (Action<float[]>[])
            [
                y => NormalNoise.Add(0.3f, Key, y), y => NormalNoise.Add<Simd128, Vector128<float>>(0.3f, Key, y),
                y => NormalNoise.Add<Simd256, Vector256<float>>(0.3f, Key, y), y => NormalNoise.Add<Simd512, Vector512<float>>(0.3f, Key, y),
            ])
            {
                var y = x.ToArray();
                add(y);
                Assert.Equal(expected, y);
            }
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    public void The_numbers_are_those_of_the_formula(int length)
    {
        var z = Draw(Key, length);
        var half = (length + 1) / 2;
        for (var i = 0; i < half; i++)
        {
            var (first, second) = (Bits(i), Bits(half + i));
            var u = 1 - ((first >> 9) / 8388608.0);
            var half360 = (((second >> 9) / 8388608.0) - 0.5) * Math.PI;
            var r = Math.Sqrt(-2 * Math.Log(u));
            Assert.Equal(r * Math.Cos(half360) * ((second & 1) == 0 ? 1 : -1), z[i], 2e-6);
            if (half + i < length)
            {
                Assert.Equal(r * Math.Sin(half360), z[half + i], 2e-6);
            }
        }

        static uint Bits(int place) => BitConverter.SingleToUInt32Bits(KeyedHash.Of<Simd1, float>(Key, (uint)place));
    }

    [Fact]
    public void They_are_normal()
    {
        var z = Enumerable.Range(0, 1000).SelectMany(row => Draw(CounterRandom.Bits(Key, row), 999)).ToArray();
        var deviation = 1 / Math.Sqrt(z.Length);
        Assert.InRange(z.Average(value => (double)value), -4 * deviation, 4 * deviation);
        Assert.InRange(z.Average(value => (double)value * value), 1 - (4 * Math.Sqrt(2) * deviation), 1 + (4 * Math.Sqrt(2) * deviation));
        // The fourth moment is 3, and its own variance 96.
        Assert.InRange(z.Average(value => Math.Pow(value, 4)), 3 - (4 * Math.Sqrt(96) * deviation), 3 + (4 * Math.Sqrt(96) * deviation));
        Assert.InRange(z.Max(Math.Abs), 4.5f, 5.7f);

        // The distribution function at the tenths: -1.2816, -0.8416, ...
        double[] tenths = [-1.2815515655446004, -0.8416212335729143, -0.5244005127080409, -0.2533471031357997, 0, 0.2533471031357997, 0.5244005127080407, 0.8416212335729143, 1.2815515655446004];
        var counts = new int[10];
        foreach (var value in z)
        {
            counts[tenths.Count(limit => value > limit)]++;
        }

        var expected = z.Length / 10.0;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 9 + (4 * Math.Sqrt(18)));
    }

    [Fact]
    public void Neighbours_and_the_two_of_a_pair_and_rows_are_uncorrelated()
    {
        const int Length = 1000;
        var rows = Enumerable.Range(0, 200).Select(row => Draw(CounterRandom.Bits(Key, row), Length)).ToArray();
        foreach (var distance in new[] { 1, 2, 16, Length / 2 })
        {
            Uncorrelated(rows.SelectMany(row => row[distance..].Zip(row)).ToArray());
        }

        Uncorrelated(rows.Skip(1).Zip(rows).SelectMany(pair => pair.First.Zip(pair.Second)).ToArray());

        static void Uncorrelated((float A, float B)[] pairs)
        {
            var deviation = 1 / Math.Sqrt(pairs.Length);
            Assert.InRange(pairs.Average(pair => (double)pair.A * pair.B), -4 * deviation, 4 * deviation);
            // Nor are their magnitudes.
            Assert.InRange(pairs.Average(pair => ((double)pair.A * pair.A - 1) * ((double)pair.B * pair.B - 1)), -8 * deviation, 8 * deviation);
        }
    }

    private static float[] Draw(ulong key, int length)
    {
        var z = new float[length];
        NormalNoise.Add(1, key, z);
        return z;
    }
}
