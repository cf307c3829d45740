using System.ComponentModel;

namespace Adjoint;

/// <summary>
/// How the first values of a parameter are drawn: from a seed, the same bits on every machine. Only operations that IEEE 754 rounds
/// in one way (+, -, ·, /, √) are used, which is why the normal distribution has a logarithm of its own.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Initializer
{
    private readonly Distribution _distribution;
    private readonly double _scale;

    private Initializer(Distribution distribution, double scale)
    {
        _distribution = distribution;
        _scale = scale;
    }

    private enum Distribution
    {
        Constant,
        Uniform,
        Normal,
        TruncatedNormal,
        Orthogonal,
    }

    /// <summary>
    /// Uniform in [-1/√inputs, 1/√inputs): PyTorch's default for the weight and the bias of <c>torch.nn.Linear</c>
    /// (<c>kaiming_uniform_</c> with a = √5).
    /// </summary>
    public static Initializer FanIn(int inputs) => new(Distribution.Uniform, 1 / Math.Sqrt(inputs));

    /// <summary>All of one value.</summary>
    public static Initializer Constant(double value) => new(Distribution.Constant, value);

    /// <summary>One of the named ways.</summary>
    /// <param name="way">Which; not <see cref="Initialization.Default"/>, which is the layer's to know.</param>
    /// <param name="inputs">fanIn, at least 1.</param>
    /// <param name="outputs">fanOut, at least 1.</param>
    /// <param name="scale">Value, bound, deviation or gain; NaN for the way's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The way is none of the named ones.</exception>
    public static Initializer Of(Initialization way, int inputs, int outputs, double scale = double.NaN)
    {
        var gain = double.IsNaN(scale) ? 1 : scale;
        var kaiming = double.IsNaN(scale) ? Math.Sqrt(2) : scale;
        return way switch
        {
            Initialization.Zeros => Constant(0),
            Initialization.Ones => Constant(1),
            Initialization.Constant => Constant(gain),
            Initialization.Uniform => new(Distribution.Uniform, gain),
            Initialization.Normal => new(Distribution.Normal, gain),
            Initialization.TruncatedNormal => new(Distribution.TruncatedNormal, gain),
            Initialization.XavierUniform => new(Distribution.Uniform, gain * Math.Sqrt(6.0 / (inputs + (double)outputs))),
            Initialization.XavierNormal => new(Distribution.Normal, gain * Math.Sqrt(2.0 / (inputs + (double)outputs))),
            Initialization.KaimingUniform => new(Distribution.Uniform, kaiming * Math.Sqrt(3.0 / inputs)),
            Initialization.KaimingNormal => new(Distribution.Normal, kaiming / Math.Sqrt(inputs)),
            Initialization.LeCunUniform => new(Distribution.Uniform, gain * Math.Sqrt(3.0 / inputs)),
            Initialization.LeCunNormal => new(Distribution.Normal, gain / Math.Sqrt(inputs)),
            Initialization.Orthogonal => new(Distribution.Orthogonal, gain),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Not a way to initialise."),
        };
    }

    internal void Fill(Span<float> values, ReadOnlySpan<int> shape, int seed, int parameter)
    {
        var key = CounterRandom.Key(seed, RandomPurpose.Initialization, parameter);
        switch (_distribution)
        {
            case Distribution.Constant:
                values.Fill((float)_scale);
                break;
            case Distribution.Uniform:
                var bound = (float)_scale;
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = ((2 * CounterRandom.UnitFloat(key, i)) - 1) * bound;
                }

                break;
            case Distribution.Normal:
            case Distribution.TruncatedNormal:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)(_scale * NormalDraw.At(key, i, _distribution == Distribution.TruncatedNormal ? 2 : double.PositiveInfinity));
                }

                break;
            default:
                OrthogonalDraw.Fill(values, shape, key, _scale);
                break;
        }
    }
}
