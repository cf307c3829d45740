namespace Adjoint;

/// <summary>The parameters of a model in a safetensors file, named and shaped as PyTorch would.</summary>
internal static class ModelFile
{
    /// <summary>An entry of the header that PyTorch's own loaders ask for.</summary>
    public static readonly (string Key, string Value) Format = ("format", "pt");

    /// <summary>The entry of the header with the names of the columns, a line each, of a model of rows of the user's own.</summary>
    private const string ColumnsKey = "columns";

    private const int BlockLength = 16 * 1024;

    /// <summary>Replaces the file at <paramref name="path"/>, or leaves it as it is where anything fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">All parameters of the model.</param>
    /// <param name="columns">The names of its inputs, where they have any.</param>
    /// <exception cref="ArgumentException">Two parameters have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyList<Parameter> parameters, IReadOnlyList<string>? columns = null)
    {
        SafetensorsWriter.Write(path, parameters.Select(Source), columns is null ? [Format] : [Format, (ColumnsKey, string.Join('\n', columns))]);
    }

    /// <summary>A parameter as files hold it.</summary>
    public static SafetensorsSource Source(Parameter parameter) => new(
        parameter.Name,
        parameter.Layout.ShapeInFiles,
        (start, destination) => FileOrder.CopyOut(parameter, start, destination));

    /// <summary>Reads all parameters. No value of the model changes unless the whole file fits it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">All parameters of the model, in its order.</param>
    /// <param name="modelName">The model's class, for messages.</param>
    /// <param name="columns">The names of its inputs, where they have any: those that the file gives, if it does, are the same.</param>
    /// <exception cref="InvalidDataException">The file is malformed, or its tensors are not those of the model.</exception>
    /// <exception cref="IOException">The file is not there, or reading failed; the values may then be read in part.</exception>
    public static void Load(string path, IReadOnlyList<Parameter> parameters, string modelName, IReadOnlyList<string>? columns = null)
    {
        using var reader = new SafetensorsReader(path);
        if (reader.Entries.Any(entry => CheckpointFile.IsState(entry.Name)))
        {
            reader.VerifyHash(CheckpointFile.Hash);
        }

        if (columns is not null && reader.Metadata.TryGetValue(ColumnsKey, out var names) && ExampleColumns.Difference(columns, names.Split('\n')) is { } difference)
        {
            throw new InvalidDataException($"{path} is a file of a model of other rows than {modelName}'s: {difference}.");
        }

        Read(path, reader, parameters, modelName);
    }

    /// <summary>Reads parameters of an open file. No value changes unless the header fits them; what a checkpoint has beside a model is left alone.</summary>
    public static void Read(string path, SafetensorsReader reader, IReadOnlyList<Parameter> parameters, string modelName)
    {
        var entries = reader.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        if ((Differing(parameters, entries) ?? Extra(parameters, reader.Entries)) is { } difference)
        {
            throw new InvalidDataException($"{path} is not a file of {modelName}: the first tensor that differs is {difference}.");
        }

        var block = new float[BlockLength];
        foreach (var parameter in parameters)
        {
            var length = parameter.Layout.Length;
            int count;
            for (var start = 0; start < length; start += count)
            {
                count = Math.Min(BlockLength, length - start);
                var values = block.AsSpan(0, count);
                reader.ReadFloats(entries[parameter.Name], start, values);
                FileOrder.CopyIn(parameter, start, values);
            }
        }
    }

    private static string? Differing(IReadOnlyList<Parameter> parameters, Dictionary<string, SafetensorsEntry> entries)
    {
        foreach (var parameter in parameters)
        {
            var expected = SafetensorsEntry.ShapeText(parameter.Layout.ShapeInFiles);
            if (!entries.TryGetValue(parameter.Name, out var entry))
            {
                return $"'{parameter.Name}': expected {expected}, found no such tensor";
            }

            if (entry.Type != SafetensorsTypes.Float32)
            {
                return $"'{parameter.Name}': expected {SafetensorsTypes.Float32} {expected}, found {entry}";
            }

            if (SafetensorsEntry.ShapeText(entry.Shape) is var found && found != expected)
            {
                return $"'{parameter.Name}': expected {expected}, found {found}";
            }
        }

        return null;
    }

    private static string? Extra(IReadOnlyList<Parameter> parameters, IReadOnlyList<SafetensorsEntry> entries)
    {
        var known = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var extra = entries.FirstOrDefault(entry => !known.Contains(entry.Name) && !IsBatchCount(entry.Name, known) && !CheckpointFile.IsState(entry.Name));
        return extra is null ? null : $"'{extra.Name}': expected no such tensor, found {extra}";
    }

    /// <summary>PyTorch counts batches beside running statistics, which only a momentum that changes would need.</summary>
    private static bool IsBatchCount(string name, HashSet<string> known)
    {
        const string count = ".num_batches_tracked";
        return name.EndsWith(count, StringComparison.Ordinal) && known.Contains(name[..^count.Length] + ".running_mean");
    }
}
