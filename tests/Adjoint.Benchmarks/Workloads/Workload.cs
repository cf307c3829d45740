namespace Adjoint.Benchmarks;

/// <summary>A training that is compared: a model, its rows, batches and epochs. The peers know it by its name.</summary>
internal abstract class Workload(string name, string description, int batchSize, int epochs)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public int BatchSize { get; } = batchSize;

    public int Epochs { get; } = epochs;

    /// <summary>The line that installs the rows that it needs; null if they are here.</summary>
    public abstract string? Missing { get; }

    /// <summary>Iterations of the whole training.</summary>
    public abstract int Iterations { get; }

    /// <summary>Reads its rows, if they have not been read.</summary>
    public abstract void Load();

    /// <summary>Our side of it, on so many threads.</summary>
    public abstract ITrainingSide Start(int threads = 1);

    /// <summary>One iteration of a trainer on its first rows, which lie ready: no loop, no batch to be made.</summary>
    public abstract Action StartTrainer();

    /// <summary>Writes what a peer needs to do the same: rows, first parameters, and the order of the rows in each epoch, if there are batches.</summary>
    public abstract void WriteTo(string folder);

    /// <summary>Whether the first letters of its name were asked for; W3 is W3a and W3b.</summary>
    public bool IsAskedFor(IReadOnlyCollection<string> names) =>
        names.Count == 0 || names.Any(name => Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
