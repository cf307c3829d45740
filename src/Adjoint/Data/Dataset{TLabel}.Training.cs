namespace Adjoint;

/// <content>A set as what a training goes through.</content>
public sealed partial class Dataset<TLabel> : ITrainingData<TLabel>
{
    IEnumerable<(string Name, string Value)> ITrainingData<TLabel>.Facts => TrainingFacts.OfSet("training set", this);

    void ITrainingData<TLabel>.Check(Network<TLabel> network, TrainingOptions<TLabel> options)
    {
        network.Check(this, "data");
        if (options.Sampling?.Reject(this) is { } reason)
        {
            throw new ArgumentException(reason, nameof(options));
        }
    }

    void ITrainingData<TLabel>.Begin(Network<TLabel> network, TrainingOptions<TLabel> options) => network.Layout.Scaling?.Learn(this, network.Buffers, anew: options.Reset);

    TimeSpan ITrainingData<TLabel>.Prepare(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan) => Preparation.Run(network, this, options, plan);

    IEnumerable<string> ITrainingData<TLabel>.Warnings(TrainingOptions<TLabel> options, bool isResumed)
        => options.Validation is { } validation && SharedRows.Warn(this, validation) is { } warning ? [warning] : [];

    IBatchSource<TLabel> ITrainingData<TLabel>.Batches(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan, int lastEpoch)
        => new BatchLoader<TLabel>(this, options, plan, network.LabelsPerRow);
}
