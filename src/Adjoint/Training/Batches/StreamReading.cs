using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace Adjoint;

/// <summary>
/// The batches of a stream between the task that fills them and the training that takes them: filled and taken in a ring, so that neither allocates. The training waits for a batch on its thread; the
/// task, for a place to fill, without one. It knows nothing of the training, so that one that is left behind can be collected and end it.
/// </summary>
internal abstract class StreamReading<TLabel> : IValueTaskSource<bool>, IDisposable
    where TLabel : unmanaged
{
    /// <summary>Batches read ahead are about so many bytes: small ones are handed over many at a time.</summary>
    private const int BytesAhead = 256 * 1024;

    private const int FewestAhead = 2;
    private const int MostAhead = 32;

    // Longer than a query takes to be cancelled. A source that does not heed its token is left to itself.
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ready = new();
    private readonly StreamBatch<TLabel>[] _ring;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _registration;
    private ManualResetValueTaskSourceCore<bool> _place = new() { RunContinuationsAsynchronously = true };
    private long _filled;
    private long _taken;
    private long _freed;
    private bool _isWaitingForPlace;
    private bool _isStopped;
    private bool _hasEnded;
    private ExceptionDispatchInfo? _error;
    private Task _task = Task.CompletedTask;

    protected StreamReading(Network<TLabel> network, StreamCourse course, CancellationToken cancellation)
    {
        (Network, Course) = (network, course);
        var (capacity, width) = (course.Plan.BatchSize, network.Layout.Inputs);
        var ahead = (int)Math.Clamp(BytesAhead / ((long)capacity * width * sizeof(float)), FewestAhead, MostAhead);
        _ring = new StreamBatch<TLabel>[ahead + 1];
        for (var i = 0; i < _ring.Length; i++)
        {
            _ring[i] = new StreamBatch<TLabel>(capacity, width, network.LabelsPerRow);
        }

        _registration = cancellation.UnsafeRegister(static reading => ((StreamReading<TLabel>)reading!).Stop(), this);
    }

    /// <summary>The next batch when it is there; null if there is none left, or nobody needs it. The one before may be filled again.</summary>
    public StreamBatch<TLabel>? Take()
    {
        FreeLast();
        while (true)
        {
            lock (_gate)
            {
                if (_isStopped)
                {
                    return null;
                }

                if (_filled > _taken)
                {
                    return _ring[_taken++ % _ring.Length];
                }

                if (_hasEnded)
                {
                    _error?.Throw();
                    return null;
                }

                _ready.Reset();
            }

            _ready.Wait();
        }
    }

    /// <summary>Begins to read.</summary>
    public void Start() => _task = Task.Run(RunAsync);

    /// <summary>No further batch is needed.</summary>
    public void Stop()
    {
        bool isWaiting;
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
            (isWaiting, _isWaitingForPlace) = (_isWaitingForPlace, false);
        }

        _ready.Set();
        if (isWaiting)
        {
            _place.SetResult(false);
        }

        // Not within the lock: what the source does when it is cancelled is its own business.
        _cancellation.Cancel();
    }

    /// <summary>Nobody has the training any more.</summary>
    public void Abandon()
    {
        _registration.Unregister();
        Stop();
    }

    /// <summary>Waits until the enumerator has been disposed of, unless the source takes its time.</summary>
    public void Dispose()
    {
        Abandon();
        if (_task.Wait(MostWait))
        {
            _ready.Dispose();
            _cancellation.Dispose();
        }
    }

    /// <summary>The model, which says what a row must be.</summary>
    protected Network<TLabel> Network { get; }

    /// <summary>What is to be read.</summary>
    protected StreamCourse Course { get; }

    bool IValueTaskSource<bool>.GetResult(short token) => _place.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _place.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _place.OnCompleted(continuation, state, token, flags);

    /// <summary>Fills batches to the end of the course or of the stream.</summary>
    /// <param name="cancellation">Cancelled when nobody needs any more.</param>
    protected abstract Task ReadAsync(CancellationToken cancellation);

    /// <summary>Whether there is a place to fill, when there is one; false if nobody needs another batch.</summary>
    protected ValueTask<bool> PlaceAsync()
    {
        lock (_gate)
        {
            if (_isStopped || _filled - _freed < _ring.Length)
            {
                return new(!_isStopped);
            }

            _place.Reset();
            _isWaitingForPlace = true;
            return new(this, _place.Version);
        }
    }

    /// <summary>The batch that is filled next, after <see cref="PlaceAsync"/>.</summary>
    protected StreamBatch<TLabel> Next => _ring[_filled % _ring.Length];

    /// <summary>It is filled.</summary>
    protected void HandOver()
    {
        lock (_gate)
        {
            _filled++;
        }

        _ready.Set();
    }

    private void FreeLast()
    {
        bool isWaiting;
        lock (_gate)
        {
            _freed = _taken;
            // A task that has to be woken fills several.
            isWaiting = _isWaitingForPlace && _filled - _freed <= _ring.Length / 2;
            _isWaitingForPlace &= !isWaiting;
        }

        if (isWaiting)
        {
            _place.SetResult(true);
        }
    }

    private async Task RunAsync()
    {
        ExceptionDispatchInfo? error = null;
        try
        {
            await ReadAsync(_cancellation.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // As it was asked to.
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the thread that trains.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error = ExceptionDispatchInfo.Capture(failure);
        }

        lock (_gate)
        {
            (_error, _hasEnded) = (error, true);
        }

        _ready.Set();
    }
}
