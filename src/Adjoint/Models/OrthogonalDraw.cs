namespace Adjoint;

/// <summary>
/// A random matrix whose rows or columns, whichever are fewer, are orthogonal and of one length: normal numbers, made orthogonal
/// one vector after the other (Gram and Schmidt, twice, which is enough for orthogonality to rounding).
/// </summary>
internal static class OrthogonalDraw
{
    public static void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong key, double gain)
    {
        var columns = shape[^1];
        var rows = values.Length / columns;
        var (count, length) = rows <= columns ? (rows, columns) : (columns, rows);
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var vector = vectors[i] = new double[length];
            for (var j = 0; j < length; j++)
            {
                vector[j] = NormalDraw.At(key, (i * length) + j, double.PositiveInfinity);
            }

            for (var pass = 0; pass < 2; pass++)
            {
                for (var earlier = 0; earlier < i; earlier++)
                {
                    Add(vector, vectors[earlier], -Dot(vector, vectors[earlier]));
                }
            }

            Scale(vector, 1 / Math.Sqrt(Dot(vector, vector)));
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < length; j++)
            {
                values[rows <= columns ? (i * columns) + j : (j * columns) + i] = (float)(gain * vectors[i][j]);
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] a, double[] b, double factor)
    {
        for (var i = 0; i < a.Length; i++)
        {
            a[i] += factor * b[i];
        }
    }

    private static void Scale(double[] a, double factor)
    {
        for (var i = 0; i < a.Length; i++)
        {
            a[i] *= factor;
        }
    }
}
