using Adjoint.Kernels;

namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>
/// A chain computed in double precision by plain loops, and differentiated by central differences: no product, function or loss
/// of the library is used. Only the mask of a dropout layer is the library's, because it is arbitrary.
/// </summary>
internal sealed class Interpreter
{
    // A difference quotient is off by f'''h²/6 (1e-11) and by the rounding of the losses, 1e-16/h (1e-11).
    private const double Step = 1.0 / (1 << 17);

    private readonly Chain _chain;
    private readonly double[][] _parameters;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly int _batch;
    private readonly Dictionary<int, double[]> _masks = [];

    /// <summary>Prepares one update on one batch.</summary>
    /// <param name="chain">The model's layers.</param>
    /// <param name="parameters">Its tensors, weights as [inputs, outputs].</param>
    /// <param name="inputs">Rows of features.</param>
    /// <param name="targets">For classes a class number for each row, otherwise rows x outputs.</param>
    /// <param name="seed">The seed of the training; null for prediction, where dropout does nothing.</param>
    /// <param name="updates">How many updates there were before.</param>
    public Interpreter(Chain chain, IEnumerable<double[]> parameters, IEnumerable<double> inputs, IEnumerable<double> targets, int? seed = null, long updates = 0)
    {
        _chain = chain;
        _parameters = [.. parameters];
        _inputs = [.. inputs];
        _targets = [.. targets];
        _batch = _inputs.Length / chain.Inputs;
        if (seed is { } value)
        {
            var length = _inputs.Length;
            foreach (var step in chain.Steps)
            {
                length = step is DenseStep dense ? _batch * dense.Rows * dense.Outputs : length;
                if (step is DropoutStep dropout)
                {
                    _masks[dropout.Layer] = Mask(dropout, length, CounterRandom.Key(value, RandomPurpose.Dropout, dropout.Layer, updates));
                }
            }
        }
    }

    /// <summary>
    /// How near an argument of relu comes to the kink, where there is no derivative to compare with. An exact zero is no accident: an earlier
    /// relu or dropout made it, and it stays zero nearby.
    /// </summary>
    public double NearestKink()
    {
        var (nearest, x) = (double.PositiveInfinity, _inputs);
        foreach (var step in _chain.Steps)
        {
            if (step is ElementStep { HasKink: true })
            {
                nearest = Math.Min(nearest, x.Min(value => value == 0 ? double.PositiveInfinity : Math.Abs(value)));
            }

            x = Apply(step, x);
        }

        return nearest;
    }

    public double[] Outputs() => Run(0, _inputs);

    public double Loss() => LossFrom(0, _inputs);

    /// <summary>The derivatives of the mean loss by all parameters.</summary>
    public double[][] Gradients()
    {
        var gradients = _parameters.Select(parameter => new double[parameter.Length]).ToArray();
        var x = _inputs;
        for (var i = 0; i < _chain.Steps.Count; i++)
        {
            // What comes before a layer does not depend on its parameters.
            if (_chain.Steps[i] is DenseStep dense)
            {
                Differentiate(i, x, _parameters[dense.Parameter], gradients[dense.Parameter]);
                Differentiate(i, x, _parameters[dense.Parameter + 1], gradients[dense.Parameter + 1]);
            }

            x = Apply(_chain.Steps[i], x);
        }

        return gradients;
    }

    private void Differentiate(int step, double[] x, double[] parameter, double[] gradient)
    {
        for (var i = 0; i < parameter.Length; i++)
        {
            var value = parameter[i];
            parameter[i] = value + Step;
            var above = LossFrom(step, x);
            parameter[i] = value - Step;
            var below = LossFrom(step, x);
            parameter[i] = value;
            gradient[i] = (above - below) / (2 * Step);
        }
    }

    private double LossFrom(int step, double[] x)
    {
        var y = Run(step, x);
        return _chain.IsClassifier ? CrossEntropy(y) : y.Zip(_targets, (prediction, target) => (prediction - target) * (prediction - target)).Average();
    }

    private double CrossEntropy(double[] logits)
    {
        var loss = 0.0;
        for (var row = 0; row < _batch; row++)
        {
            var scores = logits.AsSpan(row * _chain.Outputs, _chain.Outputs);
            var sum = 0.0;
            foreach (var score in scores)
            {
                sum += Math.Exp(score);
            }

            loss += Math.Log(sum) - scores[(int)_targets[row]];
        }

        return loss / _batch;
    }

    private double[] Run(int step, double[] x)
    {
        for (var i = step; i < _chain.Steps.Count; i++)
        {
            x = Apply(_chain.Steps[i], x);
        }

        return x;
    }

    private double[] Apply(Step step, double[] x)
    {
        switch (step)
        {
            case DenseStep dense:
                return Multiply(dense, x);
            case ElementStep element:
                return Array.ConvertAll(x, value => element.Function(value));
            default:
                return _masks.TryGetValue(((DropoutStep)step).Layer, out var mask) ? [.. x.Zip(mask, (value, factor) => value * factor)] : x;
        }
    }

    private double[] Multiply(DenseStep dense, double[] x)
    {
        var (weight, bias) = (_parameters[dense.Parameter], _parameters[dense.Parameter + 1]);
        var rows = _batch * dense.Rows;
        var y = new double[rows * dense.Outputs];
        for (var row = 0; row < rows; row++)
        {
            var sums = y.AsSpan(row * dense.Outputs, dense.Outputs);
            bias.CopyTo(sums);
            for (var input = 0; input < dense.Inputs; input++)
            {
                var value = x[(row * dense.Inputs) + input];
                var weights = weight.AsSpan(input * dense.Outputs, dense.Outputs);
                for (var output = 0; output < sums.Length; output++)
                {
                    sums[output] += value * weights[output];
                }
            }
        }

        return y;
    }

    /// <summary>0, or 1 / (1 - rate), for each number.</summary>
    private static double[] Mask(DropoutStep dropout, int length, ulong key)
    {
        var mask = new float[length];
        Dropout.Apply((float)dropout.Rate, key, [.. Enumerable.Repeat(1f, length)], mask);
        return Array.ConvertAll(mask, factor => factor == 0 ? 0 : 1 / (1 - dropout.Rate));
    }
}
