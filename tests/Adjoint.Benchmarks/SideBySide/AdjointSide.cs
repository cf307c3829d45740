using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>Our side: the training loop that a user writes, shuffles and batches included.</summary>
internal sealed class AdjointSide<TLabel> : ITrainingSide
    where TLabel : unmanaged
{
    private readonly Func<Network<TLabel>> _model;
    private readonly Dataset<TLabel> _train, _test;
    private readonly TrainingOptions<TLabel> _options;
    private Network<TLabel> _current;
    private Training<TLabel> _training;

    public AdjointSide(Func<Network<TLabel>> model, Dataset<TLabel> train, Dataset<TLabel> test, TrainingOptions<TLabel> options)
    {
        (_model, _train, _test, _options) = (model, train, test, options);
        _current = model();
        _training = _current.Train(train, options);
    }

    // Of the whole process: on one thread no other works meanwhile, once it is warm.
    public TimeSpan ProcessorTime =>
        OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? Environment.CpuUsage.TotalTime : throw new PlatformNotSupportedException();

    public void Restart()
    {
        _current = _model();
        _training = _current.Train(_train, _options);
    }

    public ChunkTime Go(int iterations)
    {
        // To ask for the core's time takes as long as half an iteration of the smallest model: the clock runs inside.
        var core = ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        Iterate(iterations);
        var clock = Stopwatch.GetElapsedTime(start);
        return new(clock.TotalMicroseconds / iterations, (ProcessorTime - core).TotalMicroseconds / iterations);
    }

    public Score Score()
    {
        var evaluation = _current.Evaluate(_test);
        return new(evaluation.Loss, double.IsNaN(evaluation.Accuracy) ? null : evaluation.Accuracy);
    }

    public void Dispose()
    {
    }

    // Leaving the loops leaves the training where it is.
    private void Iterate(int iterations)
    {
        foreach (var epoch in _training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                if (--iterations == 0)
                {
                    return;
                }
            }
        }

        throw new InvalidOperationException($"The training ended {iterations} iterations too early: {_training.StopReason}.");
    }
}
