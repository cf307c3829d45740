namespace Adjoint;

/// <content>Checkpoints.</content>
public sealed partial class Training<TLabel>
{
    private IReadOnlyList<(string Name, string Value)>? _facts;

    private protected override string? Replacement =>
        _best?.Parameters is not null ? "best parameters" : Averages is not null ? "averaged weights" : null;

    private protected override bool? IsLastBest => _best?.IsLast;

    /// <summary>Goes on from a file, or the newest of a folder; nothing of the model changes unless the whole file fits.</summary>
    internal static Training<TLabel> Resume(Network<TLabel> network, ITrainingData<TLabel> data, string path, TrainingOptions<TLabel> options)
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
        Network<TLabel> network, ITrainingData<TLabel> data, string path, SafetensorsReader reader, TrainingOptions<TLabel> options, IReadOnlyList<string> warnings)
    {
        var facts = TrainingFacts.Of(network, data, options);
        CheckpointFile.Require(path, reader, facts);
        var best = options.EarlyStopping is { } rule ? new BestModel(rule, network.Memory.Length) : null;
        var checkpoint = CheckpointFile.Read(path, reader, best);
        checkpoint.Warnings = [.. warnings, .. checkpoint.Warnings];
        RequireEpochs(path, checkpoint, options);

        var optimizer = new OptimizerState(network.Layout, network.Memory.Length) { Updates = checkpoint.Updates, Epochs = checkpoint.FirstEpoch - 1 };
        var memory = new Arena(network.Memory.Length);
        Parameter[] loaded = [.. TensorsOf(network).Select(tensor => tensor.At(memory, 0, TrainedPrefix(optimizer)))];
        ModelFile.Read(path, reader, [.. loaded, .. State(network, optimizer, best)], network.Layout.Name);

        network.Optimizer = optimizer;
        foreach (var (from, to) in loaded.Zip(TensorsOf(network)))
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
        CheckpointFile.Write(path, checkpoint, [.. TensorsOf(_network).Select(tensor => tensor.Named(TrainedPrefix(_network.Optimizer))), .. State(_network, _network.Optimizer, _best)], _facts);
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

    private static IEnumerable<Parameter> TensorsOf(Network<TLabel> network) => network.Parameters.Concat(network.Buffers);

    /// <summary>Averages have the model's own names, as they are what is validated and what the training leaves.</summary>
    private static string TrainedPrefix(OptimizerState optimizer) => optimizer.HasAverages ? CheckpointFile.TrainedPrefix : string.Empty;

    /// <summary>The tensors of a checkpoint beside those that are trained.</summary>
    private static IEnumerable<Parameter> State(Network<TLabel> network, OptimizerState optimizer, BestModel? best)
    {
        var state = optimizer.Tensors(network.Parameters, CheckpointFile.Prefix);
        state = optimizer.HasAverages ? state.Concat(TensorsOf(network).Select(tensor => tensor.At(optimizer.Averages, 0, string.Empty))) : state;
        return best?.Parameters is { } memory
            ? state.Concat(TensorsOf(network).Select(tensor => tensor.At(memory, 0, CheckpointFile.BestPrefix)))
            : state;
    }

    private static void RequireEpochs(string path, Checkpoint checkpoint, TrainingOptions<TLabel> options)
    {
        if (checkpoint.Epochs.Length > options.Epochs)
        {
            throw new InvalidDataException($"{path} does not continue this training: it is in epoch {checkpoint.Epochs.Length}, but Epochs is {options.Epochs}.");
        }
    }
}
