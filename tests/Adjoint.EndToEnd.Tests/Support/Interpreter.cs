using Adjoint.Kernels;

namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>
/// A chain computed in double precision by plain loops, and differentiated by central differences: no product, function or loss
/// of the library is used. Only the mask of a dropout layer is the library's, because it is arbitrary.
/// </summary>
internal sealed partial class Interpreter
{
    // A difference quotient is off by f'''h²/6 (1e-11) and by the rounding of the losses, 1e-16/h (1e-11).
    private const double Step = 1.0 / (1 << 17);

    private readonly Chain _chain;
    private readonly double[][] _parameters;
    private readonly double[][] _running;
    private readonly bool _isTraining;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly double[] _weights;
    private readonly int _batch;
    private readonly Dictionary<int, double[]> _masks = [];

    /// <summary>Prepares one update on one batch.</summary>
    /// <param name="chain">The model's layers.</param>
    /// <param name="parameters">Its tensors in the order of its layers, frozen or not, weights as [inputs, outputs].</param>
    /// <param name="inputs">Rows of features.</param>
    /// <param name="targets">For classes a class number for each row, otherwise rows x outputs.</param>
    /// <param name="seed">The seed of the training; null for prediction, where dropout does nothing.</param>
    /// <param name="updates">How many updates there were before.</param>
    /// <param name="running">The running statistics of a prediction, or of frozen layers; those of a new model if null.</param>
    /// <param name="weights">What each sample counts for; null if all count 1.</param>
    public Interpreter(
        Chain chain,
        IEnumerable<double[]> parameters,
        IEnumerable<double> inputs,
        IEnumerable<double> targets,
        int? seed = null,
        long updates = 0,
        IEnumerable<double[]>? running = null,
        IEnumerable<float>? weights = null)
    {
        _chain = chain;
        _parameters = [.. parameters];
        _inputs = [.. inputs];
        _targets = [.. targets];
        _batch = _inputs.Length / chain.Inputs;
        _running = [.. running ?? FreshStatistics(chain)];
        _isTraining = seed is not null;
        _weights = weights is null ? [.. Enumerable.Repeat(1.0, _batch)] : [.. weights.Select(weight => (double)weight)];
        if (seed is { } value)
        {
            var length = _inputs.Length;
            foreach (var step in chain.Steps)
            {
                length = step switch { DenseStep dense => _batch * dense.Rows * dense.Outputs, EmbeddingStep embedding => length * embedding.Width, _ => length };
                if (step is DropoutStep dropout)
                {
                    _masks[dropout.Layer] = Mask(dropout, length, CounterRandom.Key(value, RandomPurpose.Dropout, dropout.Layer, updates));
                }
            }
        }
    }

    /// <summary>
    /// How near an argument of a function, or an output, comes to a kink, where there is no derivative to compare with. Numbers that no parameter moves do not count:
    /// those that a relu or a dropout made zero, say.
    /// </summary>
    public double NearestKink()
    {
        var (nearest, x) = (double.PositiveInfinity, _inputs);
        var moves = new bool[x.Length];
        foreach (var step in _chain.Steps)
        {
            if (step is ElementStep element)
            {
                foreach (var kink in element.Kinks)
                {
                    for (var i = 0; i < x.Length; i++)
                    {
                        nearest = moves[i] ? Math.Min(nearest, Math.Abs(x[i] - kink)) : nearest;
                    }
                }
            }

            moves = Moves(step, x, moves);
            x = Apply(step, x);
        }

        return _chain.HasClasses ? nearest : Math.Min(nearest, x.Zip(_targets, (p, t) => Losses.KinkDistance(_chain.Loss, p, t)).Min());
    }

    public double[] Outputs() => Run(0, _inputs);

    public double Loss() => LossFrom(0, _inputs);

    /// <summary>The derivatives of the mean loss by all parameters; 0 by the frozen ones.</summary>
    public double[][] Gradients()
    {
        var gradients = _parameters.Select(parameter => new double[parameter.Length]).ToArray();
        var x = _inputs;
        for (var i = 0; i < _chain.Steps.Count; i++)
        {
            // What comes before a layer does not depend on its parameters.
            foreach (var parameter in _chain.Steps[i].IsFrozen ? [] : _chain.Steps[i].Parameters)
            {
                Differentiate(i, x, _parameters[parameter], gradients[parameter]);
            }

            if (_chain.Steps[i] is EmbeddingStep { Padding: >= 0 } embedding)
            {
                // The padding is not trained, whatever its derivative.
                gradients[embedding.Parameter].AsSpan(embedding.Padding * embedding.Width, embedding.Width).Clear();
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
        var loss = 0.0;
        for (var row = 0; row < _batch; row++)
        {
            loss += _weights[row] * Losses.OfRow(_chain, y.AsSpan(row * _chain.Outputs, _chain.Outputs), Targets(row));
        }

        return loss / Losses.Divisor(_chain, _batch, _targets);
    }

    private ReadOnlySpan<double> Targets(int row) => _targets.AsSpan(row * _chain.Targets, _chain.Targets);

    /// <summary>Which numbers of a step's result depend on a parameter.</summary>
    private bool[] Moves(Step step, double[] x, bool[] moves)
    {
        switch (step)
        {
            case DenseStep { HasBias: true } dense:
                return [.. Enumerable.Repeat(true, _batch * dense.Rows * dense.Outputs)];
            case DenseStep dense:
                // Without bias a row of zeros stays zero.
                var rows = x.Zip(moves, (value, move) => move || value != 0).Chunk(dense.Inputs).Select(row => row.Any(live => live));
                return [.. rows.SelectMany(live => Enumerable.Repeat(live, dense.Outputs))];
            case ElementStep element:
                return [.. x.Zip(moves, (value, move) => move && element.Function(value + Step) != element.Function(value - Step))];
            case NormStep norm:
                // The bias moves everything, the weight what is not zero.
                return [.. x.Zip(moves, (value, move) => norm.RemovesMean || move || value != 0)];
            case EmbeddingStep embedding:
                return [.. x.SelectMany(index => Enumerable.Repeat((int)index != embedding.Padding, embedding.Width))];
            case RowStep row:
                return [.. moves.Chunk(row.Width).SelectMany(part => Enumerable.Repeat(row.Width > 1 && part.Any(move => move), row.Width))];
            default:
                return _masks.TryGetValue(((DropoutStep)step).Layer, out var mask) ? [.. moves.Zip(mask, (move, factor) => move && factor != 0)] : moves;
        }
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
            case NormStep norm:
                return Normalize(norm, x);
            case EmbeddingStep embedding:
                return [.. x.SelectMany(index => _parameters[embedding.Parameter].Skip((int)index * embedding.Width).Take(embedding.Width))];
            case RowStep row:
                return [.. x.Chunk(row.Width).SelectMany(part => Softmax(part, row.IsLogarithm))];
            default:
                return _masks.TryGetValue(((DropoutStep)step).Layer, out var mask) ? [.. x.Zip(mask, (value, factor) => value * factor)] : x;
        }
    }

    private static double[] Softmax(double[] x, bool isLogarithm)
    {
        var largest = x.Max();
        var total = largest + Math.Log(x.Sum(value => Math.Exp(value - largest)));
        return Array.ConvertAll(x, value => isLogarithm ? value - total : Math.Exp(value - total));
    }

    private double[] Multiply(DenseStep dense, double[] x)
    {
        var weight = _parameters[dense.Parameter];
        var rows = _batch * dense.Rows;
        var y = new double[rows * dense.Outputs];
        for (var row = 0; row < rows; row++)
        {
            var sums = y.AsSpan(row * dense.Outputs, dense.Outputs);
            if (dense.HasBias)
            {
                _parameters[dense.Parameter + 1].CopyTo(sums);
            }

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
