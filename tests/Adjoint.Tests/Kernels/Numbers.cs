namespace Adjoint.Tests.Kernels;

/// <summary>Inputs and comparisons that kernel tests share.</summary>
internal static class Numbers
{
    /// <summary>Random numbers in [-scale, scale), the same for the same seed.</summary>
    public static float[] Random(int count, int seed, float scale = 1)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = ((random.NextSingle() * 2) - 1) * scale;
        }

        return numbers;
    }

    /// <summary>The bits, for comparisons that tell -0 from 0 and find NaN equal to itself.</summary>
    public static uint[] Bits(ReadOnlySpan<float> numbers)
    {
        var bits = new uint[numbers.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.SingleToUInt32Bits(numbers[i]);
        }

        return bits;
    }

    /// <summary>How far a result is from the exact value, in units of the last place of the float nearest to it.</summary>
    public static double Ulps(float result, double exact)
    {
        if (float.IsNaN(result) || double.IsNaN(exact) || float.IsInfinity((float)exact))
        {
            return result.Equals((float)exact) ? 0 : double.PositiveInfinity;
        }

        var nearest = MathF.Abs((float)exact);
        return Math.Abs(result - exact) / ((double)MathF.BitIncrement(nearest) - nearest);
    }

    /// <summary>Positive and negative numbers whose exponents cover a range evenly.</summary>
    public static float[] Logarithmic(double smallest, double largest, int count)
    {
        var numbers = new float[2 * count];
        for (var i = 0; i < count; i++)
        {
            numbers[2 * i] = (float)(smallest * Math.Pow(largest / smallest, (double)i / (count - 1)));
            numbers[(2 * i) + 1] = -numbers[2 * i];
        }

        return numbers;
    }
}
