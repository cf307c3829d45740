namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>One step of a chain as the interpreter runs it on a batch.</summary>
internal abstract record Step;

/// <summary>y = x · W + b on the last axis: a sample is <paramref name="Rows"/> rows.</summary>
internal sealed record DenseStep(int Rows, int Inputs, int Outputs, int Parameter) : Step;

/// <summary>A function of each number.</summary>
internal sealed record ElementStep(Func<double, double> Function, bool HasKink) : Step;

/// <summary>Zeros some numbers while training: number <paramref name="Layer"/> of the dropout layers.</summary>
internal sealed record DropoutStep(double Rate, int Layer) : Step;

/// <summary>
/// What a model's attributes say, read from the class by reflection: shares no code with the generator. That attributes come in source order is what the
/// compiler does and no specification promises; <see cref="Of"/> refuses a class where they do not.
/// </summary>
internal sealed record Chain(int Inputs, int Outputs, IReadOnlyList<Step> Steps, bool IsClassifier)
{
    public static Chain Of(Type model)
    {
        var words = model.GetCustomAttributes(inherit: false).Where(word => word is LayerAttribute or LossAttribute or OptimizerAttribute).ToList();
        Assert.IsType<InputAttribute>(words[0]);
        Assert.IsAssignableFrom<LossAttribute>(words[^2]);
        Assert.IsAssignableFrom<OptimizerAttribute>(words[^1]);

        var shape = ((InputAttribute)words[0]).Shape.ToList();
        var inputs = Product(shape);
        var steps = new List<Step>();
        var (parameters, dropouts) = (0, 0);
        foreach (var word in words[1..^2])
        {
            switch (word)
            {
                case FlattenAttribute:
                    shape = [Product(shape)];
                    break;
                case DropoutAttribute dropout:
                    steps.Add(new DropoutStep(dropout.Rate, dropouts++));
                    break;
                case ReluAttribute:
                    steps.Add(new ElementStep(x => Math.Max(x, 0), HasKink: true));
                    break;
                case TanhAttribute:
                    steps.Add(new ElementStep(Math.Tanh, HasKink: false));
                    break;
                case SigmoidAttribute:
                    steps.Add(new ElementStep(x => 1 / (1 + Math.Exp(-x)), HasKink: false));
                    break;
                case GeluAttribute:
                    steps.Add(new ElementStep(x => x * (1 + ErrorFunction(x / Math.Sqrt(2))) / 2, HasKink: false));
                    break;
                default:
                    var outputs = word is DenseAttribute dense ? dense.Outputs : Enum.GetValues(word.GetType().GetGenericArguments()[0]).Length;
                    steps.Add(new DenseStep(Product(shape) / shape[^1], shape[^1], outputs, parameters));
                    shape[^1] = outputs;
                    parameters += 2;
                    break;
            }
        }

        return new Chain(inputs, Product(shape), steps, words[^2] is CrossEntropyAttribute);
    }

    /// <summary>erf by its series with positive terms alone: 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · ... · (2n + 1)).</summary>
    internal static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        var (sum, term) = (0.0, x);
        for (var n = 1; Math.Abs(term) > 1e-18; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static int Product(List<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);
}
