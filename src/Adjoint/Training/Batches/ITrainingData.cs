namespace Adjoint;

/// <summary>What a training goes through: a set, or a stream.</summary>
internal interface ITrainingData<TLabel>
    where TLabel : unmanaged
{
    /// <summary>Samples of an epoch.</summary>
    int Count { get; }

    /// <summary>What must be the same again for a training to go on, each with its name.</summary>
    IEnumerable<(string Name, string Value)> Facts { get; }

    /// <summary>Refuses what the model cannot be trained on, or not with these options.</summary>
    void Check(Network<TLabel> network, TrainingOptions<TLabel> options);

    /// <summary>The model learns of the inputs what it must know before it is trained.</summary>
    void Begin(Network<TLabel> network, TrainingOptions<TLabel> options);

    /// <summary>Compiles what an iteration calls, where that can be done before; how long it took.</summary>
    TimeSpan Prepare(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan);

    /// <summary>What to know of it.</summary>
    IEnumerable<string> Warnings(TrainingOptions<TLabel> options, bool isResumed);

    /// <summary>The batches of a training up to an epoch's number.</summary>
    IBatchSource<TLabel> Batches(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan, int lastEpoch);
}
