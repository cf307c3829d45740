using Adjoint.Kernels;

namespace Adjoint;

/// <summary>What the optimizer remembers from one training to the next, and the averages of what it makes.</summary>
internal sealed class OptimizerState
{
    private readonly Arena _moments;
    private readonly int _count;
    private readonly int _parameterFloats;
    private readonly long _averagesFrom;

    /// <summary>Allocates what the model's words ask for.</summary>
    /// <param name="layout">The model's numbers.</param>
    /// <param name="floats">Floats of its parameters and buffers, gaps included.</param>
    public OptimizerState(NetworkLayout layout, int floats)
        : this(layout.Moments, layout.ParameterFloats, layout.AveragesFrom, layout.AveragesFrom > 0 ? floats : 0)
    {
    }

    private OptimizerState(int count, int parameterFloats, long averagesFrom, int averages)
    {
        (_count, _parameterFloats, _averagesFrom) = (count, parameterFloats, averagesFrom);
        _moments = new Arena((long)count * parameterFloats);
        Averages = new Arena(averages);
    }

    /// <summary>How many updates there have been.</summary>
    public long Updates { get; set; }

    /// <summary>How many epochs have begun.</summary>
    public int Epochs { get; set; }

    /// <summary>The moving averages of the parameters, and the buffers as they were with them, laid out as these are; empty where there are none.</summary>
    public Arena Averages { get; }

    /// <summary>Whether the averages have begun.</summary>
    public bool HasAverages => _averagesFrom > 0 && Updates >= _averagesFrom;

    /// <summary>Number <paramref name="index"/> of the numbers kept for each parameter.</summary>
    public Span<float> Moment(int index) => _moments.Slice(index * _parameterFloats, _parameterFloats);

    /// <summary>Takes the parameters after the last update into their averages, if it is due; the first time copies them. Buffers are always copied.</summary>
    public void Average(double decay, int every, ReadOnlySpan<float> memory)
    {
        if (!HasAverages || (Updates - _averagesFrom) % every != 0)
        {
            return;
        }

        var parameters = Updates == _averagesFrom ? 0 : _parameterFloats;
        MovingAverage.Update(decay, memory[..parameters], Averages.Slice(0, parameters));
        memory[parameters..].CopyTo(Averages.Span[parameters..]);
    }

    /// <summary>Exchanges the parameters and buffers for their averages, and back again.</summary>
    public void Exchange(Span<float> memory)
    {
        const int length = 1024;
        Span<float> part = stackalloc float[length];
        for (var start = 0; start < memory.Length; start += length)
        {
            var count = Math.Min(length, memory.Length - start);
            var values = memory.Slice(start, count);
            var averages = Averages.Slice(start, count);
            values.CopyTo(part);
            averages.CopyTo(values);
            part[..count].CopyTo(averages);
        }
    }

    /// <summary>All of the moments, by parameter: <c>moment0/hidden.weight</c> after a prefix.</summary>
    public IEnumerable<Parameter> Tensors(IReadOnlyList<Parameter> parameters, string prefix) =>
        Enumerable.Range(0, _count).SelectMany(moment => parameters.Select(
            parameter => parameter.At(_moments, moment * _parameterFloats, $"{prefix}moment{moment}/")));

    /// <summary>Another that stands where this one does.</summary>
    public OptimizerState Copy()
    {
        var copy = new OptimizerState(_count, _parameterFloats, _averagesFrom, Averages.Span.Length) { Updates = Updates, Epochs = Epochs };
        _moments.Span.CopyTo(copy._moments.Span);
        Averages.Span.CopyTo(copy.Averages.Span);
        return copy;
    }
}
