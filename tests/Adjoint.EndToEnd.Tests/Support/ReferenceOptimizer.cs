namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>
/// The optimizers in double, each written down from its paper or PyTorch's documentation, with the numbers that its attribute has at run time.
/// </summary>
/// <param name="optimizer">The attribute.</param>
/// <param name="chain">The model's layers, where the optimizer tells their weights from other parameters.</param>
internal sealed class ReferenceOptimizer(OptimizerAttribute optimizer, Chain? chain = null)
{
    private readonly OptimizerAttribute _optimizer = optimizer;
    private readonly OptimizerAttribute _withoutDecay = WithoutDecay(optimizer);
    private OptimizerAttribute _current = optimizer;
    private readonly Dictionary<(string Moment, int Tensor), double[]> _moments = [];
    private int _step;
    private double _product = 1;

    public static ReferenceOptimizer Of(Type model) =>
        new((OptimizerAttribute)model.GetCustomAttributes(inherit: false).Single(word => word is OptimizerAttribute), Chain.Of(model));

    /// <summary>
    /// How much larger than their sum the gradient and the decay are that an optimizer adds to it: of so many times its rounding error the sum may be off.
    /// </summary>
    public double Cancellation(double parameter, double gradient)
    {
        var decay = parameter * _optimizer switch
        {
            AdadeltaAttribute o => o.WeightDecay,
            AdagradAttribute o => o.WeightDecay,
            AdamAttribute o => o.WeightDecay,
            NAdamAttribute o => o.WeightDecay,
            RAdamAttribute o => o.WeightDecay,
            RmsPropAttribute o => o.WeightDecay,
            SgdAttribute o => o.WeightDecay,
            _ => 0,
        };
        return decay == 0 ? 0 : (Math.Abs(gradient) + Math.Abs(decay)) / (Math.Abs(gradient + decay) + 1e-30);
    }

    /// <summary>One update of all tensors.</summary>
    public void Update(double[][] parameters, double[][] gradients)
    {
        _step++;
        if (_optimizer is NAdamAttribute nadam)
        {
            _product *= Momentum(nadam, _step);
        }

        for (var tensor = 0; tensor < parameters.Length; tensor++)
        {
            _current = _optimizer.DecayWeightsOnly && !chain!.IsWeight(tensor) ? _withoutDecay : _optimizer;
            if (_current is LambAttribute lamb)
            {
                UpdateTensor(lamb, parameters[tensor], gradients[tensor], tensor);
                continue;
            }

            for (var i = 0; i < parameters[tensor].Length; i++)
            {
                ref double Moment(string name) => ref MomentOf(name, tensor, parameters[tensor].Length)[i];
                parameters[tensor][i] = Updated(parameters[tensor][i], gradients[tensor][i], Moment);
            }
        }
    }

    private static OptimizerAttribute WithoutDecay(OptimizerAttribute optimizer)
    {
        var type = optimizer.GetType();
        var copy = (OptimizerAttribute)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(copy, property.Name == "WeightDecay" ? 0.0 : property.GetValue(optimizer));
        }

        return copy;
    }

    private delegate ref double MomentNamed(string name);

    private static double Momentum(NAdamAttribute o, int step) => o.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * o.MomentumDecay)));

    private double[] MomentOf(string name, int tensor, int length)
    {
        if (!_moments.TryGetValue((name, tensor), out var moment))
        {
            _moments.Add((name, tensor), moment = new double[length]);
        }

        return moment;
    }

    private double Updated(double p, double g, MomentNamed moment)
    {
        var rate = _current.LearningRate;
        switch (_current)
        {
            case SgdAttribute o:
            {
                g += o.WeightDecay * p;
                if (o.Momentum == 0)
                {
                    return p - (rate * g);
                }

                ref var v = ref moment("v");
                v = _step == 1 ? g : (o.Momentum * v) + ((1 - o.Dampening) * g);
                return p - (rate * (o.Nesterov ? g + (o.Momentum * v) : v));
            }

            case AdamAttribute o:
                return Adam(p, g + (o.WeightDecay * p), o.Beta1, o.Beta2, o.Epsilon, o.AmsGrad, moment);
            case AdamWAttribute o:
                return Adam(p - (rate * o.WeightDecay * p), g, o.Beta1, o.Beta2, o.Epsilon, o.AmsGrad, moment);
            case NAdamAttribute o:
            {
                var (m, v) = Averages(g += o.WeightDecay * p, o.Beta1, o.Beta2, moment);
                var (now, next) = (Momentum(o, _step), Momentum(o, _step + 1));
                var denominator = Math.Sqrt(v / (1 - Math.Pow(o.Beta2, _step))) + o.Epsilon;
                return p - (rate * (1 - now) / (1 - _product) * g / denominator) - (rate * next / (1 - (_product * next)) * m / denominator);
            }

            case RAdamAttribute o:
            {
                var (m, v) = Averages(g + (o.WeightDecay * p), o.Beta1, o.Beta2, moment);
                var mean = m / (1 - Math.Pow(o.Beta1, _step));
                var power = Math.Pow(o.Beta2, _step);
                var limit = (2 / (1 - o.Beta2)) - 1;
                var length = limit - (2 * _step * power / (1 - power));
                return length > 5
                    ? p - (rate * mean * Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)) * Math.Sqrt(1 - power) / (Math.Sqrt(v) + o.Epsilon))
                    : p - (rate * mean);
            }

            case RmsPropAttribute o:
            {
                g += o.WeightDecay * p;
                ref var s = ref moment("s");
                s = (o.Alpha * s) + ((1 - o.Alpha) * g * g);
                var square = s;
                if (o.Centered)
                {
                    ref var a = ref moment("a");
                    a = (o.Alpha * a) + ((1 - o.Alpha) * g);
                    square -= a * a;
                }

                var d = g / (Math.Sqrt(square) + o.Epsilon);
                if (o.Momentum > 0)
                {
                    ref var b = ref moment("b");
                    d = b = (o.Momentum * b) + d;
                }

                return p - (rate * d);
            }

            case AdagradAttribute o:
            {
                g += o.WeightDecay * p;
                ref var s = ref moment("s");
                s += g * g;
                return p - (rate / (1 + ((_step - 1) * o.LearningRateDecay)) * g / (Math.Sqrt(s) + o.Epsilon));
            }

            case AdadeltaAttribute o:
            {
                g += o.WeightDecay * p;
                ref var s = ref moment("s");
                ref var u = ref moment("u");
                s = (o.Rho * s) + ((1 - o.Rho) * g * g);
                var d = Math.Sqrt(u + o.Epsilon) / Math.Sqrt(s + o.Epsilon) * g;
                u = (o.Rho * u) + ((1 - o.Rho) * d * d);
                return p - (rate * d);
            }

            case LionAttribute o:
            {
                ref var m = ref moment("m");
                var direction = Math.Sign((o.Beta1 * m) + ((1 - o.Beta1) * g));
                m = (o.Beta2 * m) + ((1 - o.Beta2) * g);
                return p - (rate * o.WeightDecay * p) - (rate * direction);
            }

            default:
                throw new NotSupportedException($"The reference does not know {_current.GetType().Name}: teach it.");
        }
    }

    private double Adam(double p, double g, double beta1, double beta2, double epsilon, bool amsGrad, MomentNamed moment)
    {
        var (m, v) = Averages(g, beta1, beta2, moment);
        if (amsGrad)
        {
            ref var largest = ref moment("largest");
            v = largest = Math.Max(largest, v);
        }

        return p - (_current.LearningRate * m / (1 - Math.Pow(beta1, _step)) / (Math.Sqrt(v / (1 - Math.Pow(beta2, _step))) + epsilon));
    }

    private static (double First, double Second) Averages(double g, double beta1, double beta2, MomentNamed moment)
    {
        ref var m = ref moment("m");
        ref var v = ref moment("v");
        m = (beta1 * m) + ((1 - beta1) * g);
        v = (beta2 * v) + ((1 - beta2) * g * g);
        return (m, v);
    }

    private void UpdateTensor(LambAttribute o, double[] p, double[] g, int tensor)
    {
        var direction = new double[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            ref double Moment(string name) => ref MomentOf(name, tensor, p.Length)[i];
            var (m, v) = Averages(g[i], o.Beta1, o.Beta2, Moment);
            direction[i] = (m / (1 - Math.Pow(o.Beta1, _step)) / (Math.Sqrt(v / (1 - Math.Pow(o.Beta2, _step))) + o.Epsilon)) + (o.WeightDecay * p[i]);
        }

        var (size, way) = (Math.Sqrt(p.Sum(value => value * value)), Math.Sqrt(direction.Sum(value => value * value)));
        var trust = size > 0 && way > 0 ? size / way : 1;
        for (var i = 0; i < p.Length; i++)
        {
            p[i] -= o.LearningRate * trust * direction[i];
        }
    }
}
