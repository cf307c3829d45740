using Adjoint.Kernels;

namespace Adjoint;

/// <summary>One pass over the training set. A finished epoch keeps its values.</summary>
public readonly struct Epoch
{
    private readonly Training _training;
    private readonly int _index;

    internal Epoch(Training training, int index)
    {
        _training = training;
        _index = index;
    }

    /// <summary>Its number from 1; a second training of the same model goes on counting.</summary>
    public int Number => _training.NumberOf(_index);

    /// <summary>How many iterations it has.</summary>
    public int IterationCount => _training.IterationsPerEpoch;

    /// <summary>The iterations that are left of it: each is run as the loop reaches it.</summary>
    public IterationSequence Iterations => new(_training, _index);

    /// <summary>
    /// The mean loss over its samples, each before the update that it was part of: with weights of the classes the weighted mean. Runs the iterations that are left.
    /// </summary>
    public double Loss => Finished().Loss.Mean;

    /// <summary>
    /// How the model did in the last validation of the epoch, which by default follows its last iteration; null if there was none. Runs the
    /// iterations that are left.
    /// </summary>
    public Evaluation? Validation => Finished().Validation;

    /// <summary>The time spent in its iterations; validation and the caller's own work are not counted. Runs the iterations that are left.</summary>
    public TimeSpan Duration => Finished().Duration;

    /// <summary>Samples trained on in a second of <see cref="Duration"/>. Runs the iterations that are left.</summary>
    public double SamplesPerSecond => Finished().SamplesPerSecond;

    private EpochRecord Finished()
    {
        _training.Finish(_index);
        return _training.RecordOf(_index);
    }
}

/// <summary>What an epoch has come to.</summary>
internal struct EpochRecord
{
    public int Iterations;
    public long Samples;
    public LossSum Loss;
    public long Ticks;
    public bool IsFinished;
    public Evaluation? Validation;

    public readonly TimeSpan Duration => TimeSpan.FromSeconds((double)Ticks / System.Diagnostics.Stopwatch.Frequency);

    public readonly double SamplesPerSecond => Samples / Duration.TotalSeconds;
}
