using System.ComponentModel;

namespace Adjoint;

/// <summary>How the first values of a parameter are drawn: from a seed, the same bits on every machine.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Initializer
{
    private readonly float _bound;

    private Initializer(float bound) => _bound = bound;

    /// <summary>
    /// Uniform in [-1/√inputs, 1/√inputs): PyTorch's default for the weight and the bias of <c>torch.nn.Linear</c>
    /// (<c>kaiming_uniform_</c> with a = √5).
    /// </summary>
    public static Initializer FanIn(int inputs) => new((float)(1 / Math.Sqrt(inputs)));

    internal void Fill(Span<float> values, int seed, int parameter)
    {
        var key = CounterRandom.Key(seed, RandomPurpose.Initialization, parameter);
        for (var i = 0; i < values.Length; i++)
        {
            // Exact in float32 up to the one product, so that every machine draws the same bits.
            values[i] = ((2 * CounterRandom.UnitFloat(key, i)) - 1) * _bound;
        }
    }
}
