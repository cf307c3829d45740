namespace Adjoint.Benchmarks;

/// <summary>One of the two trainings that run side by side.</summary>
internal interface ITrainingSide : IDisposable
{
    /// <summary>Goes back to the first parameters and the first iteration.</summary>
    void Restart();

    /// <summary>The time that the processors worked for its process until now.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>Trains so many iterations further.</summary>
    ChunkTime Go(int iterations);

    /// <summary>How good the model is now on the rows to test with. Not timed.</summary>
    Score Score();
}

/// <summary>Microseconds of one iteration: by the clock, and those in which the core worked for it. The difference went to another process.</summary>
internal readonly record struct ChunkTime(double Clock, double Core)
{
    /// <summary>The share of the time that the core worked for it.</summary>
    public double Busy => Core / Clock;
}

/// <summary>The mean loss and, where samples have classes, the share of right answers; otherwise null.</summary>
internal readonly record struct Score(double Loss, double? Accuracy);
