namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>Derivatives with what float32 may make of them.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="LossError">A bound of its rounding error, in units of 2⁻²⁴.</param>
/// <param name="Gradients">The derivatives of the loss by all parameters.</param>
/// <param name="Errors">Bounds of their rounding errors, in units of 2⁻²⁴.</param>
internal sealed record Derivatives(double Loss, double LossError, double[][] Gradients, double[][] Errors);

/// <summary>
/// The same derivatives backwards through the chain, for models that are too large for a difference quotient by each parameter. With every number goes a
/// bound, to first order, of the error that a computation in float32 may have made by then: one rounding of each operation's terms, passed on by the
/// derivatives of the steps behind it. It is what makes a tolerance of any chain: cancellation in a softmax or a chain that squeezes everything is
/// allowed its loss of digits, and nothing else is.
/// </summary>
internal sealed partial class Interpreter
{
    public Derivatives Reverse()
    {
        var count = _chain.Steps.Count;
        var (values, errors) = (new double[count + 1][], new double[count + 1][]);
        (values[0], errors[0]) = (_inputs, new double[_inputs.Length]);
        for (var i = 0; i < count; i++)
        {
            values[i + 1] = Apply(_chain.Steps[i], values[i]);
            errors[i + 1] = ForwardErrors(_chain.Steps[i], values[i], values[i + 1], errors[i]);
        }

        var (dy, e) = LossGradient(values[count], errors[count]);
        // A loss may be a difference, of target · log target and target · prediction say.
        var lossError = Enumerable.Range(0, dy.Length).Sum(i => Math.Abs(dy[i]) * (errors[count][i] + Math.Abs(values[count][i]))) + Math.Abs(Loss()) + 1;
        var gradients = _parameters.Select(parameter => new double[parameter.Length]).ToArray();
        var bounds = _parameters.Select(parameter => new double[parameter.Length]).ToArray();
        for (var i = count - 1; i >= 0; i--)
        {
            (dy, e) = Backward(_chain.Steps[i], values[i], values[i + 1], errors[i], errors[i + 1], dy, e, gradients, bounds);
        }

        foreach (var parameter in _chain.Steps.Where(step => step.IsFrozen).SelectMany(step => step.Parameters))
        {
            // What is not trained has no derivative, and no error.
            Array.Clear(gradients[parameter]);
            Array.Clear(bounds[parameter]);
        }

        return new Derivatives(Loss(), lossError, gradients, bounds);
    }

    /// <summary>The derivative of the loss along a direction, as a difference quotient.</summary>
    public double Along(double[][] direction)
    {
        double At(double step)
        {
            foreach (var (parameter, part) in _parameters.Zip(direction))
            {
                for (var i = 0; i < parameter.Length; i++)
                {
                    parameter[i] += step * part[i];
                }
            }

            return Loss();
        }

        var (above, below) = (At(Step), At(-2 * Step));
        At(Step);
        return (above - below) / (2 * Step);
    }

    private static double Slope(Func<double, double> function, double x) => (function(x + Step) - function(x - Step)) / (2 * Step);

    private static double Bend(Func<double, double> function, double x) =>
        (function(x + Step) - (2 * function(x)) + function(x - Step)) / (Step * Step);

    private double[] ForwardErrors(Step step, double[] x, double[] y, double[] errors)
    {
        switch (step)
        {
            case DenseStep dense:
                var result = new double[y.Length];
                var weight = _parameters[dense.Parameter];
                for (var row = 0; row < _batch * dense.Rows; row++)
                {
                    for (var input = 0; input < dense.Inputs; input++)
                    {
                        var at = (row * dense.Inputs) + input;
                        var error = errors[at] + Math.Abs(x[at]);
                        for (var output = 0; output < dense.Outputs; output++)
                        {
                            result[(row * dense.Outputs) + output] += error * Math.Abs(weight[(input * dense.Outputs) + output]);
                        }
                    }
                }

                return [.. result.Zip(y, (error, value) => error + Math.Abs(value))];
            case ElementStep element:
                return [.. Enumerable.Range(0, x.Length).Select(
                    i => (Math.Abs(Slope(element.Function, x[i])) * (errors[i] + Math.Abs(x[i]))) + Math.Abs(y[i]))];
            case NormStep norm:
                return NormErrors(norm, x, y, errors);
            case EmbeddingStep:
                return new double[y.Length];
            case RowStep row:
                return [.. Enumerable.Range(0, x.Length).Select(i =>
                {
                    var largest = Row(i, row.Width).Max(j => errors[j] + Math.Abs(x[j]));
                    return row.IsLogarithm ? (2 * largest) + Math.Abs(y[i]) : y[i] * ((2 * largest) + 1);
                })];
            default:
                return _masks.TryGetValue(((DropoutStep)step).Layer, out var mask) ? [.. Enumerable.Range(0, x.Length).Select(i => mask[i] * (errors[i] + Math.Abs(x[i])))] : errors;
        }
    }

    private (double[] Gradient, double[] Errors) LossGradient(double[] y, double[] errors)
    {
        var (gradient, bounds) = (new double[y.Length], new double[y.Length]);
        var divisor = Losses.Divisor(_chain, _batch, _targets);
        for (var i = 0; i < y.Length; i++)
        {
            var (row, output) = (i / _chain.Outputs, i % _chain.Outputs);
            var scale = _weights[row] / divisor;
            if (_chain.HasClasses)
            {
                var mass = Enumerable.Range(0, _chain.Outputs).Sum(j => Losses.Share(_chain, Targets(row), j));
                var p = mass * Math.Exp(y[i] - Losses.LogOfSum(y.AsSpan(i - output, _chain.Outputs)));
                var share = Losses.Share(_chain, Targets(row), output);
                gradient[i] = (p - share) * scale;
                bounds[i] = ((p * ((2 * Row(i, _chain.Outputs).Max(j => errors[j] + Math.Abs(y[j]))) + 1)) + share) * scale;
                continue;
            }

            scale /= Losses.Parts(_chain.Loss, _chain.Outputs);
            var t = _targets[i];
            double OfOutput(double value) => Losses.OfOutput(_chain.Loss, output, value, t);
            var slope = Slope(OfOutput, y[i]);
            gradient[i] = slope * scale;
            bounds[i] = ((Math.Abs(Bend(OfOutput, y[i])) * (errors[i] + Math.Abs(y[i]) + Math.Abs(t))) + Math.Abs(slope) + Math.Abs(t)) * scale;
        }

        return (gradient, bounds);
    }

    private (double[] Gradient, double[] Errors) Backward(
        Step step, double[] x, double[] y, double[] xErrors, double[] yErrors, double[] dy, double[] errors, double[][] gradients, double[][] bounds)
    {
        var (dx, e) = (new double[x.Length], new double[x.Length]);
        switch (step)
        {
            case DenseStep dense:
                BackwardDense(dense, x, xErrors, dy, errors, dx, e, gradients, bounds);
                break;
            case ElementStep element:
                for (var i = 0; i < x.Length; i++)
                {
                    var slope = Slope(element.Function, x[i]);
                    dx[i] = dy[i] * slope;
                    // A derivative from the result, 1 - y² say, is off by a rounding of 1.
                    e[i] = (Math.Abs(slope) * errors[i])
                        + (Math.Abs(dy[i]) * ((Math.Abs(Bend(element.Function, x[i])) * (xErrors[i] + Math.Abs(x[i]))) + Math.Max(1, Math.Abs(slope)) + yErrors[i]));
                }

                break;
            case NormStep norm:
                BackwardNorm(norm, x, xErrors, dy, errors, dx, e, gradients, bounds);
                break;
            case EmbeddingStep embedding:
                BackwardEmbedding(embedding, x, dy, errors, gradients, bounds);
                break;
            case RowStep row:
                for (var first = 0; first < x.Length; first += row.Width)
                {
                    BackwardRow(row, first, y, yErrors, dy, errors, dx, e);
                }

                break;
            default:
                var mask = _masks.GetValueOrDefault(((DropoutStep)step).Layer);
                for (var i = 0; i < x.Length; i++)
                {
                    var factor = mask?[i] ?? 1;
                    (dx[i], e[i]) = (dy[i] * factor, factor * (errors[i] + Math.Abs(dy[i])));
                }

                break;
        }

        return (dx, e);
    }

    private void BackwardDense(
        DenseStep dense, double[] x, double[] xErrors, double[] dy, double[] errors, double[] dx, double[] e, double[][] gradients, double[][] bounds)
    {
        var weight = _parameters[dense.Parameter];
        // Terms that are equal, as of a loss with a constant slope, are rounded the same way each time.
        var equal = Math.Sqrt(_batch * dense.Rows);
        for (var row = 0; row < _batch * dense.Rows; row++)
        {
            for (var output = 0; output < dense.Outputs; output++)
            {
                var (d, error) = (dy[(row * dense.Outputs) + output], errors[(row * dense.Outputs) + output]);
                var size = error + Math.Abs(d);
                if (dense.HasBias)
                {
                    gradients[dense.Parameter + 1][output] += d;
                    bounds[dense.Parameter + 1][output] += error + (Math.Abs(d) * equal);
                }

                for (var input = 0; input < dense.Inputs; input++)
                {
                    var (at, w) = ((row * dense.Inputs) + input, (input * dense.Outputs) + output);
                    gradients[dense.Parameter][w] += x[at] * d;
                    bounds[dense.Parameter][w] += (Math.Abs(x[at]) * (size + (Math.Abs(d) * equal / 4))) + (xErrors[at] * Math.Abs(d));
                    dx[at] += weight[w] * d;
                    e[at] += Math.Abs(weight[w]) * size;
                }
            }
        }
    }

    /// <summary>By the Jacobian: y_i (δ_ij - y_j), and δ_ij - softmax_j for the logarithm.</summary>
    private static void BackwardRow(RowStep row, int first, double[] y, double[] yErrors, double[] dy, double[] errors, double[] dx, double[] e)
    {
        var (sum, size) = (0.0, 0.0);
        for (var j = first; j < first + row.Width; j++)
        {
            sum += row.IsLogarithm ? dy[j] : dy[j] * y[j];
            size += row.IsLogarithm ? errors[j] + Math.Abs(dy[j]) : (y[j] * (errors[j] + Math.Abs(dy[j]))) + (yErrors[j] * Math.Abs(dy[j]));
        }

        for (var i = first; i < first + row.Width; i++)
        {
            if (row.IsLogarithm)
            {
                var p = Math.Exp(y[i]);
                dx[i] = dy[i] - (p * sum);
                e[i] = errors[i] + Math.Abs(dy[i]) + (p * (size + (Math.Abs(sum) * (yErrors[i] + 1))));
            }
            else
            {
                dx[i] = y[i] * (dy[i] - sum);
                e[i] = (y[i] * (errors[i] + Math.Abs(dy[i]) + size)) + (yErrors[i] * Math.Abs(dy[i] - sum));
            }
        }
    }

    private static IEnumerable<int> Row(int index, int width) => Enumerable.Range(index / width * width, width);
}
