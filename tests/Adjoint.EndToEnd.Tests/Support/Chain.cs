namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>One step of a chain as the interpreter runs it on a batch.</summary>
internal abstract record Step
{
    /// <summary>The tensors that it uses.</summary>
    public virtual IEnumerable<int> Parameters => [];

    /// <summary>Whether they are not trained.</summary>
    public bool IsFrozen { get; init; }
}

/// <summary>y = x · W + b on the last axis: a sample is <paramref name="Rows"/> rows.</summary>
internal sealed record DenseStep(int Rows, int Inputs, int Outputs, int Parameter, bool HasBias = true) : Step
{
    public override IEnumerable<int> Parameters => HasBias ? [Parameter, Parameter + 1] : [Parameter];
}

/// <summary>
/// Rows of so many numbers, or columns where it goes over the batch, divided by their deviation, or by their root mean square where the mean stays; then
/// times the weight, plus the bias where the mean goes.
/// </summary>
/// <param name="Width">Numbers of a row.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Parameter">The weight; the bias is the next.</param>
/// <param name="RemovesMean">Whether the mean goes.</param>
/// <param name="Buffer">Over the batch the running mean, the running variance is the next; otherwise -1.</param>
internal sealed record NormStep(int Width, double Epsilon, int Parameter, bool RemovesMean, int Buffer = -1) : Step
{
    public override IEnumerable<int> Parameters => RemovesMean ? [Parameter, Parameter + 1] : [Parameter];
}

/// <summary>Rows of a table by number.</summary>
internal sealed record EmbeddingStep(int Width, int Vocabulary, int Padding, int Parameter) : Step
{
    public override IEnumerable<int> Parameters => [Parameter];
}

/// <summary>A function of each number, which has no derivative at the kinks.</summary>
internal sealed record ElementStep(Func<double, double> Function, params double[] Kinks) : Step;

/// <summary>Softmax, or its logarithm, of rows of so many numbers.</summary>
internal sealed record RowStep(int Width, bool IsLogarithm) : Step;

/// <summary>Zeros some numbers while training: number <paramref name="Layer"/> of the dropout layers.</summary>
internal sealed record DropoutStep(double Rate, int Layer) : Step;

/// <summary>
/// What a model's attributes say, read from the class by reflection: shares no code with the generator. That attributes come in source order is what the
/// compiler does and no specification promises; <see cref="Of"/> refuses a class where they do not.
/// </summary>
internal sealed record Chain(int Inputs, int Outputs, IReadOnlyList<Step> Steps, LossAttribute Loss)
{
    /// <summary>Whether the outputs are scores of classes.</summary>
    public bool HasClasses => Loss is CrossEntropyAttribute;

    /// <summary>Whether a sample is labelled with one class, and not with a number for each output.</summary>
    public bool IsClassifier => Loss is CrossEntropyAttribute { Probabilities: false };

    /// <summary>How many numbers the label of a sample is.</summary>
    public int Targets => IsClassifier ? 1 : Outputs;

    public static Chain Of(Type model)
    {
        var words = model.GetCustomAttributes(inherit: false).Where(word => word is LayerAttribute or LossAttribute or OptimizerAttribute).ToList();
        Assert.IsType<InputAttribute>(words[0]);
        Assert.IsAssignableFrom<LossAttribute>(words[^2]);
        Assert.IsAssignableFrom<OptimizerAttribute>(words[^1]);

        var shape = ((InputAttribute)words[0]).Shape.ToList();
        var inputs = Product(shape);
        var steps = new List<Step>();
        var (parameters, buffers, dropouts) = (0, 0, 0);
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
                case ReshapeAttribute reshape:
                    Assert.Equal(Product(shape), Product([.. reshape.Shape]));
                    shape = [.. reshape.Shape];
                    break;
                case SoftmaxAttribute or LogSoftmaxAttribute:
                    steps.Add(new RowStep(shape[^1], word is LogSoftmaxAttribute));
                    break;
                case DenseLayerAttribute dense:
                    var outputs = OutputsOf(dense);
                    steps.Add(new DenseStep(Product(shape) / shape[^1], shape[^1], outputs, parameters, dense.Bias) { IsFrozen = dense.Frozen });
                    shape[^1] = outputs;
                    parameters += dense.Bias ? 2 : 1;
                    break;
                case LayerNormAttribute norm:
                    steps.Add(new NormStep(shape[^1], norm.Epsilon, parameters, RemovesMean: true) { IsFrozen = norm.Frozen });
                    parameters += 2;
                    break;
                case RmsNormAttribute norm:
                    steps.Add(new NormStep(shape[^1], norm.Epsilon, parameters++, RemovesMean: false) { IsFrozen = norm.Frozen });
                    break;
                case BatchNormAttribute norm:
                    steps.Add(new NormStep(shape[^1], norm.Epsilon, parameters, RemovesMean: true, buffers) { IsFrozen = norm.Frozen });
                    (parameters, buffers) = (parameters + 2, buffers + 2);
                    break;
                case EmbeddingAttribute embedding:
                    steps.Add(new EmbeddingStep(embedding.Width, embedding.Vocabulary, embedding.Padding, parameters++) { IsFrozen = embedding.Frozen });
                    shape.Add(embedding.Width);
                    break;
                default:
                    steps.Add(Functions.Of(word));
                    break;
            }
        }

        return new Chain(inputs, Product(shape), steps, (LossAttribute)words[^2]);
    }

    /// <summary>Whether a tensor is not trained.</summary>
    public bool IsFrozen(int parameter) => Steps.Any(step => step.IsFrozen && step.Parameters.Contains(parameter));

    /// <summary>Whether a tensor is the weight of a dense layer or an embedding: what alone decays where the optimizer says so.</summary>
    public bool IsWeight(int parameter) => Steps.Any(step => step is DenseStep or EmbeddingStep && step.Parameters.First() == parameter);

    /// <summary>Rows of features that suit the model: indices where it looks them up.</summary>
    public float[] DrawInputs(int seed, int rows)
        => Steps.OfType<EmbeddingStep>().FirstOrDefault() is { } embedding
            ? Array.ConvertAll(Numbers.Below(seed, embedding.Vocabulary, rows * Inputs), index => (float)index)
            : Numbers.Floats(seed, rows * Inputs);

    private static int OutputsOf(DenseLayerAttribute word) => word switch
    {
        DenseAttribute dense => dense.Outputs,
        _ when word.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(DenseAttribute<>) =>
            Enum.GetValues(type.GetGenericArguments()[0]).Length,
        _ => throw new NotSupportedException($"The interpreter does not know {word.GetType().Name}: teach it."),
    };

    private static int Product(List<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);
}
