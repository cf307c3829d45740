namespace Adjoint.Benchmarks;

/// <summary>
/// Batches of shuffled rows from floats, from bytes and from files that the system has in memory, beside a copy of as many floats that lie one after the other: A B A B, gigabytes of
/// floats a second, medians, because a shared machine's speed wanders.
/// </summary>
internal static class GatherSpeed
{
    private const int Batch = 64;

    public static int Run(int rounds)
    {
        Console.WriteLine("features    rows     MB   from floats   from bytes   float file   byte file   plain copy   GB/s of floats, medians");
        foreach (var (width, megabytes) in new[] { (784, 1), (784, 180), (16, 1), (16, 64), (3072, 180) })
        {
            Print(rounds, width, megabytes << 20);
        }

        return 0;
    }

    private static void Print(int rounds, int width, int bytes)
    {
        var rows = bytes / sizeof(float) / width / Batch * Batch;
        var pixels = new byte[rows * width];
        new Random(1).NextBytes(pixels);
        float[] floats = [.. pixels.Select(pixel => pixel / 255f)];
        var folder = Directory.CreateTempSubdirectory("adjoint-gather-");
        try
        {
            var (floatFile, byteFile) = (Path.Combine(folder.FullName, "floats"), Path.Combine(folder.FullName, "bytes"));
            BinaryRows.Write(floatFile, floats.Chunk(width));
            BinaryRows.Write(byteFile, pixels.Chunk(width));
            var labels = new int[rows];
            Dataset<int>[] sets =
            [
                Dataset.From(floats, labels), Dataset.From(pixels, labels),
                Dataset.FromBinary(floatFile, RowFormat.Floats(width), labels), Dataset.FromBinary(byteFile, RowFormat.Bytes(width), labels),
            ];
            int[] order = [.. Enumerable.Range(0, rows)];
            new Random(2).Shuffle(order);
            var speeds = Measure(rounds, sets, floats, order, new float[Batch * width]);
            Console.WriteLine(
                $"{width,8} {rows,7} {bytes >> 20,6} {speeds[0],13:F2} {speeds[1],12:F2} {speeds[2],12:F2} {speeds[3],11:F2} {speeds[4],12:F2}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The sets' speeds, and that of a copy.</summary>
    private static double[] Measure(int rounds, Dataset<int>[] sets, float[] floats, int[] order, float[] batch)
    {
        var times = new List<double>[sets.Length + 1];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = [];
        }

        // A part of the batches at a time: what is compared lies a few milliseconds apart.
        const int Part = 8;
        var batches = order.Length / Batch;
        for (var turn = 0; turn < Math.Max(rounds, batches / Part); turn++)
        {
            for (var i = 0; i < times.Length; i++)
            {
                for (var k = turn * Part; k < (turn + 1) * Part; k++)
                {
                    var rows = order.AsSpan(k % batches * Batch, Batch).ToArray();
                    var from = k % batches * batch.Length;
                    times[i].Add(Timing.Microseconds(
                        i < sets.Length ? () => sets[i].GatherFeatures(rows, batch) : () => floats.AsSpan(from, batch.Length).CopyTo(batch), repeats: 1));
                }
            }
        }

        return [.. times.Select(list => batch.Length * sizeof(float) / 1e3 / Spread.Of(list).Median)];
    }
}
