namespace Adjoint;

/// <content>Checkpoints.</content>
public sealed partial class Training<TLabel>
{
    private IReadOnlyList<(string Name, string Value)>? _facts;

    private protected override bool IsRestored => _best?.Parameters is not null;

    private protected override bool? IsLastBest => _best?.IsLast;

    /// <summary>Goes on from a file, or the newest of a folder; nothing of the model changes unless the whole file fits.</summary>
    internal static Training<TLabel> Resume(Network<TLabel> network, Dataset<TLabel> data, string path, TrainingOptions<TLabel> options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        PlanOf(network, data, options);
        var (file, opened, warnings) = Directory.Exists(path) ? CheckpointFolder.OpenNewest(path) : (path, CheckpointFile.Open(path), []);
        using (opened)
        {
            return Resume(network, data, file, opened, options, warnings);
        }
    }

    private static Training<TLabel> Resume(
        Network<TLabel> network, Dataset<TLabel> data, string path, SafetensorsReader reader, TrainingOptions<TLabel> options, IReadOnlyList<string> warnings)
    {
        var facts = TrainingFacts.Of(network, data, options);
        CheckpointFile.Require(path, reader, facts);
        var best = options.EarlyStopping is { } rule ? new BestModel(rule, network.Memory.Length) : null;
        var checkpoint = CheckpointFile.Read(path, reader, best);
        checkpoint.Warnings = [.. warnings, .. checkpoint.Warnings];
        RequireEpochs(path, checkpoint, options);

        var optimizer = new OptimizerState(network.Layout.Moments, network.Layout.ParameterFloats) { Updates = checkpoint.Updates, Epochs = checkpoint.FirstEpoch - 1 };
        var memory = new Arena(network.Memory.Length);
        Parameter[] loaded = [.. network.Parameters.Concat(network.Buffers).Select(tensor => tensor.At(memory, 0, string.Empty))];
        ModelFile.Read(path, reader, [.. loaded, .. State(network, optimizer, best)], network.Layout.Name);

        network.Optimizer = optimizer;
        foreach (var (from, to) in loaded.Zip(network.Parameters.Concat(network.Buffers)))
        {
            from.Values.CopyTo(to.Values);
        }

        return new(network, data, options, checkpoint) { _facts = facts };
    }

    private protected override void Save(string path, Checkpoint checkpoint)
    {
        (checkpoint.Steps, checkpoint.Updates, checkpoint.Best) = (_steps, _network.Optimizer!.Updates, _best);
        checkpoint.Plateau = _options.ReduceOnPlateau is null ? null : _plateau;
        _facts ??= TrainingFacts.Of(_network, _data, _options);
        CheckpointFile.Write(path, checkpoint, [.. _network.Parameters, .. _network.Buffers, .. State(_network, _network.Optimizer, _best)], _facts);
    }

    private void Continue(Checkpoint from)
    {
        _steps = from.Steps;
        if (from.Plateau is { } plateau)
        {
            _plateau = plateau;
            _trainer.LearningRate = plateau.Rate;
        }

        ContinueEpochs(from);
    }

    /// <summary>The tensors of a checkpoint that are none of a model's.</summary>
    private static IEnumerable<Parameter> State(Network<TLabel> network, OptimizerState optimizer, BestModel? best)
    {
        var moments = optimizer.Tensors(network.Parameters, CheckpointFile.Prefix);
        return best?.Parameters is { } memory
            ? moments.Concat(network.Parameters.Concat(network.Buffers).Select(tensor => tensor.At(memory, 0, CheckpointFile.BestPrefix)))
            : moments;
    }

    private static void RequireEpochs(string path, Checkpoint checkpoint, TrainingOptions<TLabel> options)
    {
        if (checkpoint.Epochs.Length > options.Epochs)
        {
            throw new InvalidDataException($"{path} does not continue this training: it is in epoch {checkpoint.Epochs.Length}, but Epochs is {options.Epochs}.");
        }
    }
}
