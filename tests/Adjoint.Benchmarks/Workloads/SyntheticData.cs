namespace Adjoint.Benchmarks;

/// <summary>Rows that are drawn and computed: the same on every machine.</summary>
internal static class SyntheticData
{
    /// <summary>24 numbers in [-1, 1), and two smooth functions of them.</summary>
    public static Dataset<float> SmoothFunctions(int rows, int seed)
    {
        var random = new Random(seed);
        var (features, values) = (new float[rows * 24], new float[rows * 2]);
        for (var row = 0; row < rows; row++)
        {
            var x = features.AsSpan(row * 24, 24);
            foreach (ref var number in x)
            {
                number = (random.NextSingle() * 2) - 1;
            }

            values[2 * row] = MathF.Sin(x[0] + x[1] + x[2] + x[3]);
            values[(2 * row) + 1] = (x[4] * x[5]) + (x[6] * x[7]);
        }

        return Dataset.From(features, values, rows);
    }

    /// <summary>
    /// 2x2 matrices of standard normal numbers, and their exponentials in closed form: with s half the trace and M = A - sI, M² is q²I where q² = -det M, so
    /// exp A = eˢ (cosh q I + sinh q / q M); where q² is negative, cosine and sine of its root.
    /// </summary>
    public static Dataset<float> MatrixExponentials(int rows, int seed)
    {
        var random = new Random(seed);
        var (matrices, exponentials) = (new float[rows * 4], new float[rows * 4]);
        for (var row = 0; row < rows; row++)
        {
            var (a, b, c, d) = (Normal(random), Normal(random), Normal(random), Normal(random));
            var s = (a + d) / 2;
            var square = (b * c) - ((a - s) * (d - s));
            var q = Math.Sqrt(Math.Abs(square));
            var (cosine, sine) = square >= 0 ? (Math.Cosh(q), Math.Sinh(q)) : (Math.Cos(q), Math.Sin(q));
            var (even, odd) = (Math.Exp(s) * cosine, Math.Exp(s) * (q == 0 ? 1 : sine / q));
            double[] matrix = [a, b, c, d], exponential = [even + (odd * (a - s)), odd * b, odd * c, even + (odd * (d - s))];
            for (var i = 0; i < 4; i++)
            {
                matrices[(4 * row) + i] = (float)matrix[i];
                exponentials[(4 * row) + i] = (float)exponential[i];
            }
        }

        return Dataset.From(matrices, exponentials, rows);
    }

    // Box and Muller, "A note on the generation of random normal deviates", 1958.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
