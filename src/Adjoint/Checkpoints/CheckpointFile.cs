using System.Globalization;
using System.Numerics;

namespace Adjoint;

/// <summary>
/// A checkpoint as a safetensors file: the tensors of a model file, which therefore it also is, and beside them, under a prefix that no layer's name can have,
/// the optimizer's moments, the best parameters, where there are averages of the weights, which are the model then, the parameters that are trained, and lists with a number for each epoch; all single numbers, and what must be the same again, as text in the
/// header; a hash of all of it at the end.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Begins the name of whatever a checkpoint has beside a model.</summary>
    public const string Prefix = "training/";

    /// <summary>The name of the hash.</summary>
    public const string Hash = Prefix + "hash";

    /// <summary>Begins the names of the best parameters.</summary>
    public const string BestPrefix = Prefix + "best/";

    /// <summary>Begins the names of the parameters that are trained where the model's own names are those of their averages.</summary>
    public const string TrainedPrefix = Prefix + "trained/";

    private const string Format = "1";

    /// <summary>Whether a tensor is none of a model's.</summary>
    public static bool IsState(string tensor) => tensor.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Replaces the file at <paramref name="path"/>, or leaves it as it is where anything fails.</summary>
    public static void Write(
        string path, Checkpoint checkpoint, IEnumerable<Parameter> parameters, IEnumerable<(string Name, string Value)> facts)
    {
        var numbers = new List<(string Name, string Value)>
        {
            ("format", Format),
            ("first epoch", Text(checkpoint.FirstEpoch)),
            ("iteration", Text(checkpoint.Epochs.LastOrDefault().Iterations)),
            ("updates", Text(checkpoint.Updates)),
            ("steps", Text(checkpoint.Steps)),
            ("stop reason", checkpoint.StopReason?.ToString() ?? string.Empty),
        };
        if (checkpoint.Best is { } best)
        {
            numbers.AddRange(
            [
                ("best value", best.Value.ToString("R", CultureInfo.InvariantCulture)),
                ("best epoch", Text(best.Epoch)),
                ("waited", Text(best.Waited)),
            ]);
        }

        if (checkpoint.Plateau is { } plateau)
        {
            numbers.AddRange(
            [
                ("plateau rate", plateau.Rate.ToString("R", CultureInfo.InvariantCulture)),
                ("plateau best", plateau.Best.ToString("R", CultureInfo.InvariantCulture)),
                ("plateau since", Text(plateau.WaitingSince.Value)),
            ]);
        }

        SafetensorsWriter.Write(
            path,
            [.. parameters.Select(ModelFile.Source), .. EpochTable.Write(checkpoint.Epochs)],
            Hash,
            [ModelFile.Format, .. numbers.Concat(RunEnvironment.Facts).Concat(facts).Select(fact => (Prefix + fact.Name, fact.Value))]);
    }

    /// <summary>Opens a file and compares its bytes with their hash.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not a checkpoint.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static SafetensorsReader Open(string path)
    {
        var reader = new SafetensorsReader(path);
        try
        {
            if (!reader.Metadata.ContainsKey(Prefix + "format"))
            {
                throw new InvalidDataException($"{path} is not a checkpoint: it says nothing of a training.");
            }

            reader.VerifyHash(Hash);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a file of another training, naming the first difference.</summary>
    public static void Require(string path, SafetensorsReader reader, IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, expected) in facts.Prepend(("format", Format)))
        {
            var found = reader.Metadata.GetValueOrDefault(Prefix + name, "none");
            if (found != expected)
            {
                throw new InvalidDataException($"{path} does not continue this training: the first difference is {name}: expected {expected}, found {found}.");
            }
        }
    }

    /// <summary>The numbers of a file that was opened.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="reader">It.</param>
    /// <param name="best">Takes what early stopping has seen; null without early stopping.</param>
    public static Checkpoint Read(string path, SafetensorsReader reader, BestModel? best)
    {
        best?.Resume(Number<double>("best value"), Number<int>("best epoch"), Number<int>("waited"));
        return new()
        {
            FirstEpoch = Number<int>("first epoch"),
            Epochs = EpochTable.Read(path, reader),
            Steps = Number<int>("steps"),
            Updates = Number<long>("updates"),
            StopReason = Enum.TryParse<StopReason>(Entry("stop reason"), out var reason) ? reason : null,
            Best = best,
            Plateau = reader.Metadata.ContainsKey(Prefix + "plateau rate")
                ? new PlateauState(Number<double>("plateau rate"), Number<double>("plateau best"), new(Number<long>("plateau since")))
                : null,
            Warnings = [.. RunEnvironment.Facts
                .Select(fact => (fact.Name, Now: fact.Value, Then: Entry(fact.Name)))
                .Where(fact => fact.Now != fact.Then)
                .Select(fact => $"{path} was saved with another {fact.Name}, {fact.Then}, than this one, {fact.Now}: bits may differ from those of a training that was never stopped.")],
        };

        T Number<T>(string name)
            where T : INumber<T> => T.TryParse(Entry(name), CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new InvalidDataException($"{path} is not a checkpoint: its {name} is {Entry(name)}.");

        string Entry(string name) => reader.Metadata.GetValueOrDefault(Prefix + name)
            ?? throw new InvalidDataException($"{path} is not a checkpoint: it does not say its {name}.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
