using System.ComponentModel;
using System.Diagnostics;

namespace Adjoint;

/// <summary>Takes the time between the steps of an iteration, for models with [Profile]. Called by emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LayerClock
{
    private readonly IReadOnlyList<LayerLayout> _layers;
    private readonly long[] _forward;
    private readonly long[] _backward;
    private long _gather;
    private long _loss;
    private long _update;
    private long _last;
    private long _iterations = -1;
    private long _samples;

    internal LayerClock(IReadOnlyList<LayerLayout> layers)
    {
        _layers = layers;
        _forward = new long[layers.Count];
        _backward = new long[layers.Count];
    }

    /// <summary>An iteration begins.</summary>
    public void Start() => _last = Stopwatch.GetTimestamp();

    /// <summary>The batch has been gathered.</summary>
    public void Gathered() => Mark(ref _gather);

    /// <summary>The forward pass of a layer has been made.</summary>
    /// <param name="layer">Its place in the layout.</param>
    public void Forward(int layer) => Mark(ref _forward[layer]);

    /// <summary>The loss and its gradient have been computed.</summary>
    public void Loss() => Mark(ref _loss);

    /// <summary>The gradients of a layer have been computed.</summary>
    /// <param name="layer">Its place in the layout.</param>
    public void Backward(int layer) => Mark(ref _backward[layer]);

    /// <summary>The parameters have been updated.</summary>
    public void Updated() => Mark(ref _update);

    /// <summary>Counts an iteration. The first compiles what it calls, and is not counted.</summary>
    internal void Count(int samples)
    {
        if (_iterations++ < 0)
        {
            Array.Clear(_forward);
            Array.Clear(_backward);
            (_gather, _loss, _update) = (0, 0, 0);
        }
        else
        {
            _samples += samples;
        }
    }

    internal TrainingProfile Read() => new(
        Math.Max(_iterations, 0),
        _samples,
        Stopwatch.GetElapsedTime(0, _gather),
        [.. _layers.Select((layer, i) => new LayerProfile(
            layer.Name, Stopwatch.GetElapsedTime(0, _forward[i]), Stopwatch.GetElapsedTime(0, _backward[i]), layer.ForwardFlops * _samples, layer.BackwardFlops * _samples))],
        Stopwatch.GetElapsedTime(0, _loss),
        Stopwatch.GetElapsedTime(0, _update));

    private void Mark(ref long ticks)
    {
        var now = Stopwatch.GetTimestamp();
        ticks += now - _last;
        _last = now;
    }
}
