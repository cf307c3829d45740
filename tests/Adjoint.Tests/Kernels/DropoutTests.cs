using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class DropoutTests
{
    private const ulong Key = 0x0123456789ABCDEF;

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void The_kept_are_as_many_as_asked_and_scaled(float rate)
    {
        const int Count = 200_000;
        var y = Mask(rate, Key, Count);
        var scale = (float)(1 / (1 - (double)rate));
        Assert.All(y, value => Assert.True(value == 0 || value == scale));
        var deviation = Math.Sqrt(Count * rate * (1 - rate));
        Assert.InRange(y.Count(value => value != 0), (Count * (1 - rate)) - (4 * deviation), (Count * (1 - rate)) + (4 * deviation));
    }

    [Fact]
    public void The_same_key_gives_the_same_mask_whatever_the_length_and_width()
    {
        var all = Mask(0.3f, Key, 100);
        for (var length = 0; length <= 100; length++)
        {
            Assert.Equal(all[..length], Mask(0.3f, Key, length));
        }

        var (x, y) = (Ones(100), new float[100]);
        Dropout.Apply<Simd1, float>(0.3f, Key, x, y);
        Assert.Equal(all, y);
        Dropout.Apply<Simd128, Vector128<float>>(0.3f, Key, x, y);
        Assert.Equal(all, y);
        Dropout.Apply<Simd256, Vector256<float>>(0.3f, Key, x, y);
        Assert.Equal(all, y);
        Dropout.Apply<Simd512, Vector512<float>>(0.3f, Key, x, y);
        Assert.Equal(all, y);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(1UL << 31)]
    [InlineData(1UL << 32)]
    [InlineData(1UL << 63)]
    public void Keys_that_differ_in_one_bit_give_independent_masks(ulong bit)
    {
        var (a, b) = (Mask(0.5f, Key, 20_000), Mask(0.5f, Key ^ bit, 20_000));
        Assert.InRange(a.Zip(b).Count(v => v.First == v.Second), 9_700, 10_300);
    }

    [Fact]
    public void Neighbours_are_independent()
    {
        var mask = Mask(0.5f, Key, 100_000);
        foreach (var distance in new[] { 1, 2, 4, 8, 16, 64, 1024 })
        {
            var equal = Enumerable.Range(0, mask.Length - distance).Count(i => mask[i] == mask[i + distance]);
            Assert.InRange(equal / (double)(mask.Length - distance), 0.49, 0.51);
        }
    }

    [Fact]
    public void Rate_zero_copies_and_in_place_works()
    {
        var x = Numbers.Random(40, 1);
        var y = new float[40];
        Dropout.Apply(0, Key, x, y);
        Assert.Equal(x, y);
        Dropout.Apply(0.4f, Key, x, y);
        Dropout.Apply(0.4f, Key, x, x);
        Assert.Equal(x, y);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void Other_rates_are_refused(float rate) => Assert.Throws<ArgumentOutOfRangeException>(() => Dropout.Apply(rate, Key, new float[1], new float[1]));

    private static float[] Ones(int length)
    {
        var ones = new float[length];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private static float[] Mask(float rate, ulong key, int length)
    {
        var mask = Ones(length);
        Dropout.Apply(rate, key, mask, mask);
        return mask;
    }
}
