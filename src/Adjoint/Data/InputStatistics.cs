namespace Adjoint;

/// <summary>What the columns of a set are like: in double precision, row by row in the order of the set, so that the bits are the same on every machine.</summary>
internal static class InputStatistics
{
    /// <summary>The mean of each column, and the root of the mean square distance from it (1 where that is 0), in two passes.</summary>
    public static void MeanAndDeviation<TLabel>(Dataset<TLabel> data, Span<float> mean, Span<float> deviation)
        where TLabel : unmanaged
    {
        var (means, squares, buffer) = (new double[mean.Length], new double[mean.Length], data.NewRowBuffer());
        for (var row = 0; row < data.Count; row++)
        {
            var features = data.Features(row, buffer);
            for (var column = 0; column < means.Length; column++)
            {
                means[column] += features[column];
            }
        }

        for (var column = 0; column < means.Length; column++)
        {
            means[column] /= data.Count;
        }

        for (var row = 0; row < data.Count; row++)
        {
            var features = data.Features(row, buffer);
            for (var column = 0; column < means.Length; column++)
            {
                var distance = features[column] - means[column];
                squares[column] += distance * distance;
            }
        }

        for (var column = 0; column < means.Length; column++)
        {
            mean[column] = (float)means[column];
            deviation[column] = OrOne((float)Math.Sqrt(squares[column] / data.Count));
        }
    }

    /// <summary>The smallest number of each column, and its distance from the largest (1 where that is 0).</summary>
    public static void MinimumAndRange<TLabel>(Dataset<TLabel> data, Span<float> minimum, Span<float> range)
        where TLabel : unmanaged
    {
        var buffer = data.NewRowBuffer();
        data.Features(0, buffer).CopyTo(minimum);
        minimum.CopyTo(range);
        for (var row = 1; row < data.Count; row++)
        {
            var features = data.Features(row, buffer);
            for (var column = 0; column < minimum.Length; column++)
            {
                minimum[column] = Math.Min(minimum[column], features[column]);
                range[column] = Math.Max(range[column], features[column]);
            }
        }

        for (var column = 0; column < minimum.Length; column++)
        {
            range[column] = OrOne(range[column] - minimum[column]);
        }
    }

    private static float OrOne(float value) => value == 0 ? 1 : value;
}
