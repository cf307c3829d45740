namespace Adjoint;

/// <summary>
/// The numbers of a parameter in the order of files. The weight of a dense layer is [inputs, outputs] in memory and [outputs, inputs],
/// PyTorch's order, in files.
/// </summary>
internal static class FileOrder
{
    /// <summary>Fills <paramref name="file"/> with the numbers from position <paramref name="start"/> of the file's tensor on.</summary>
    public static void CopyOut(Parameter parameter, int start, Span<float> file)
    {
        var memory = parameter.Values;
        if (!parameter.Layout.TransposedInFiles)
        {
            memory.Slice(start, file.Length).CopyTo(file);
            return;
        }

        var walk = new Walk(parameter, start);
        foreach (ref var value in file)
        {
            value = memory[walk.Next()];
        }
    }

    /// <summary>Writes numbers that stand at position <paramref name="start"/> of the file's tensor into the parameter.</summary>
    public static void CopyIn(Parameter parameter, int start, ReadOnlySpan<float> file)
    {
        var memory = parameter.Values;
        if (!parameter.Layout.TransposedInFiles)
        {
            file.CopyTo(memory.Slice(start, file.Length));
            return;
        }

        var walk = new Walk(parameter, start);
        foreach (var value in file)
        {
            memory[walk.Next()] = value;
        }
    }

    // Positions in memory, column by column: a row of the file is a column in memory.
    private struct Walk(Parameter parameter, int start)
    {
        private readonly int _rows = parameter.Layout.Shape[0];
        private readonly int _columns = parameter.Layout.Shape[1];
        private int _row = start % parameter.Layout.Shape[0];
        private int _column = start / parameter.Layout.Shape[0];

        public int Next()
        {
            var position = (_row * _columns) + _column;
            if (++_row == _rows)
            {
                _row = 0;
                _column++;
            }

            return position;
        }
    }
}
