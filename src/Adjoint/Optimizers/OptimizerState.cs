namespace Adjoint;

/// <summary>What the optimizer remembers from one training to the next.</summary>
internal sealed class OptimizerState(int moments, int parameterFloats)
{
    private readonly Arena _moments = new((long)moments * parameterFloats);

    /// <summary>How many updates there have been.</summary>
    public long Updates { get; set; }

    /// <summary>How many epochs have begun.</summary>
    public int Epochs { get; set; }

    /// <summary>Number <paramref name="index"/> of the numbers kept for each parameter.</summary>
    public Span<float> Moment(int index) => _moments.Slice(index * parameterFloats, parameterFloats);

    /// <summary>All of these numbers, by parameter: <c>moment0/hidden.weight</c> after a prefix.</summary>
    public IEnumerable<Parameter> Tensors(IReadOnlyList<Parameter> parameters, string prefix) =>
        Enumerable.Range(0, moments).SelectMany(moment => parameters.Select(
            parameter => parameter.At(_moments, moment * parameterFloats, $"{prefix}moment{moment}/")));

    /// <summary>Another that stands where this one does.</summary>
    public OptimizerState Copy()
    {
        var copy = new OptimizerState(moments, parameterFloats) { Updates = Updates, Epochs = Epochs };
        _moments.Span.CopyTo(copy._moments.Span);
        return copy;
    }
}
