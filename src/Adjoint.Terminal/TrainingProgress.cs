namespace Adjoint.Terminal;

/// <summary>What there is to show of a training that runs. It allocates nothing in an iteration.</summary>
internal sealed class TrainingProgress(Training training, TimeProvider time)
{
    /// <summary>An iteration's loss counts this much for the smoothed one: about the mean of the last fifty.</summary>
    private const double Newest = 0.02;

    private readonly long _start = time.GetTimestamp();
    private readonly LossCurve _curve = new();
    private readonly List<EpochLine> _lines = [];
    private Epoch? _epoch;
    private long _epochStart;
    private long _epochSamples;
    private long _iterations;
    private double _weightedLosses;
    private double _weights;

    /// <summary>The name of the model's class.</summary>
    public string ModelName => training.ModelName;

    /// <summary>The number of the first epoch of this training.</summary>
    public int FirstEpoch => training.FirstEpochNumber;

    /// <summary>The number of the epoch; that of the first before it has begun.</summary>
    public int Epoch => _epoch?.Number ?? FirstEpoch;

    /// <summary>The number of the last epoch of this training.</summary>
    public int LastEpoch => training.FirstEpochNumber + training.EpochCount - 1;

    /// <summary>How many epochs this training has.</summary>
    public int EpochCount => training.EpochCount;

    /// <summary>The number of the iteration in the epoch; 0 before the first.</summary>
    public int Iteration { get; private set; }

    /// <summary>The iterations of an epoch.</summary>
    public int IterationsPerEpoch => training.IterationsPerEpoch;

    /// <summary>The loss of the iterations, recent ones counting more; NaN before the first.</summary>
    public double SmoothedLoss => _weightedLosses / _weights;

    /// <summary>The losses since it began.</summary>
    public double[] LossPoints => _curve.Points();

    /// <summary>Since it began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>How long it takes to run all epochs if it goes on as until now, validation included; null before the first iteration and after the last.</summary>
    public TimeSpan? Left => _iterations == 0 || training.StopReason is not null ? null : Elapsed / _iterations * (Total - Done);

    /// <summary>Samples trained on in a second: of the latest whole epoch, or of this one if it is the first or takes long.</summary>
    public double SamplesPerSecond { get; private set; }

    /// <summary>The epochs that were run to their end, in order.</summary>
    public IReadOnlyList<EpochLine> Lines => _lines;

    private long Done => ((long)(Epoch - FirstEpoch) * IterationsPerEpoch) + Iteration;

    private long Total => (long)training.EpochCount * IterationsPerEpoch;

    /// <summary>An epoch begins.</summary>
    public void EpochStarted(Epoch epoch)
    {
        _epoch = epoch;
        Iteration = 0;
        _epochSamples = 0;
        _epochStart = time.GetTimestamp();
    }

    /// <summary>An iteration was run.</summary>
    public void Iterated(Iteration iteration)
    {
        Iteration = iteration.Number;
        _iterations++;
        _epochSamples += iteration.Samples;
        _curve.Add(iteration.Loss);
        if (double.IsFinite(iteration.Loss))
        {
            _weightedLosses += Newest * (iteration.Loss - _weightedLosses);
            _weights += Newest * (1 - _weights);
        }
    }

    /// <summary>Takes the time, for the throughput of an epoch that still runs.</summary>
    public void Measure()
    {
        var seconds = time.GetElapsedTime(_epochStart).TotalSeconds;
        if (_epochSamples > 0 && (_lines.Count == 0 || seconds >= 1))
        {
            SamplesPerSecond = _epochSamples / seconds;
        }
    }

    /// <summary>The epoch was run to its end, or was ended early: then it has no line.</summary>
    public void EpochEnded()
    {
        var epoch = _epoch!.Value;
        // Reading the loss runs what is left, and that decides whether the epoch was ended early.
        var loss = epoch.Loss;
        if (training.StopReason is StopReason.Cancelled or StopReason.Diverged or StopReason.StreamEnded)
        {
            return;
        }

        _epochSamples = 0;
        SamplesPerSecond = epoch.SamplesPerSecond;
        _lines.Add(new EpochLine(epoch.Number, loss, epoch.Validation, SamplesPerSecond));
    }
}

/// <summary>What is shown of an epoch.</summary>
internal readonly record struct EpochLine(int Number, double Loss, Evaluation? Validation, double SamplesPerSecond);
