namespace Adjoint;

/// <summary>
/// Something that is tried on a model and leaves no trace: when it ends, parameters, running statistics and what the optimizer remembers are as they were, to the bit.
/// </summary>
internal sealed class Trial<TLabel> : IDisposable
    where TLabel : unmanaged
{
    private readonly Network<TLabel> _network;
    private readonly OptimizerState? _optimizer;
    private readonly float[] _memory;
    private bool _isKept;

    /// <summary>Takes a copy.</summary>
    /// <param name="network">The model.</param>
    /// <param name="continues">Whether the optimizer goes on from what it remembers; if not, it starts as for a new model.</param>
    public Trial(Network<TLabel> network, bool continues)
    {
        _network = network;
        _memory = network.Memory.ToArray();
        _optimizer = network.Optimizer;
        // Another object in its place: a training that is in progress keeps its own.
        network.Optimizer = continues ? _optimizer?.Copy() : null;
    }

    /// <summary>The model shall stay as the trial leaves it.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (!_isKept)
        {
            _memory.CopyTo(_network.Memory);
            _network.Optimizer = _optimizer;
        }
    }
}
