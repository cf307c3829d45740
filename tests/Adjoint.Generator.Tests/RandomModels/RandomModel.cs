using System.Globalization;

namespace Adjoint.Generator.Tests.RandomModels;

/// <summary>A legal model, drawn from a seed: the same for ever, so that a seed is all that a failure needs to be told.</summary>
internal sealed class RandomModel
{
    private static readonly string[] Activations =
    [
        "Relu", "LeakyRelu", "LeakyRelu(Slope = 0.3)", "Elu", "Elu(Alpha = 0.6)", "Selu", "Gelu", "GeluTanh", "Silu", "Sigmoid", "HardSigmoid", "Tanh",
        "HardTanh", "HardTanh(Minimum = -0.5, Maximum = 0.75)", "Softplus", "Softplus(Beta = 2, Threshold = 3)", "Mish", "HardSwish", "Softmax", "LogSoftmax",
    ];

    private static readonly string[] Initialisations =
    [
        "WeightInit = Initialization.Uniform, WeightScale = 0.3", "WeightInit = Initialization.Normal, WeightScale = 0.2", "WeightInit = Initialization.XavierUniform",
        "WeightInit = Initialization.TruncatedNormal, WeightScale = 0.25", "WeightInit = Initialization.KaimingNormal", "WeightInit = Initialization.Orthogonal",
        "WeightInit = Initialization.LeCunUniform, WeightScale = 0.8", "BiasInit = Initialization.Zeros", "BiasInit = Initialization.Constant, BiasScale = 0.1",
        "BiasInit = Initialization.Normal, BiasScale = 0.2",
    ];

    private static readonly string[] Normalisations =
    [
        "LayerNorm", "LayerNorm(Epsilon = 0.1)", "RmsNorm", "RmsNorm(Epsilon = 0.01)", "BatchNorm", "BatchNorm(Epsilon = 0.1, Momentum = 0.5)",
    ];

    private static readonly string[] ValueLosses =
    [
        "MeanSquaredError", "MeanAbsoluteError", "Huber", "Huber(Delta = 0.4)", "SmoothL1", "SmoothL1(Beta = 0.4)", "SmoothL1(Beta = 0)", "LogCosh", "Hinge", "Poisson",
        "KullbackLeibler",
    ];

    private static readonly string[] Optimizers =
    [
        "Sgd", "Sgd(LearningRate = 0.1, WeightDecay = 0.1)", "Sgd(Momentum = 0.9)", "Sgd(Momentum = 0.9, Dampening = 0.5, WeightDecay = 0.1)",
        "Sgd(Momentum = 0.8, Nesterov = true)", "Adam", "Adam(WeightDecay = 0.1, AmsGrad = true)", "AdamW", "AdamW(AmsGrad = true)", "NAdam",
        "NAdam(WeightDecay = 0.1)", "RAdam", "RAdam(Beta2 = 0.99)", "RmsProp", "RmsProp(Momentum = 0.9)", "RmsProp(Centered = true, Alpha = 0.9)",
        "RmsProp(Centered = true, Momentum = 0.5, WeightDecay = 0.1, Alpha = 0.9)", "Adagrad", "Adagrad(LearningRateDecay = 0.1, WeightDecay = 0.1)", "Adadelta", "Lion",
        "Lion(WeightDecay = 0.1)", "Lamb", "Lamb(WeightDecay = 0)",
    ];

    // More than this in a sample would take the plain interpreter too long.
    private const int LargestSample = 160;

    private readonly Random _random;
    private readonly List<string> _words = [];
    private List<int> _shape;

    public RandomModel(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        Batch = _random.Next(4) == 0 ? 33 : _random.Next(1, 34);
        var axes = _random.Next(5) switch { 0 => 2, 1 => 3, _ => 1 };
        _shape = [.. Enumerable.Range(0, axes).Select(_ => Width(axes == 1 ? 70 : axes == 2 ? 11 : 5))];
        _words.Add($"Input({string.Join(", ", _shape)})");
        if (_random.Next(10) == 0)
        {
            AddEmbedding();
        }

        var depth = _random.Next(1, 9);
        for (var i = 0; i < depth; i++)
        {
            AddLayer();
        }

        AddEnd();
        AddOptimizer();
        HasWeights = _random.Next(3) == 0;
        if (_random.Next(3) == 0)
        {
            Freeze();
        }

        AddUpdateWords();
        Source = $"[Model, {string.Join(", ", _words)}]\npublic partial class {Name};\n";
    }

    public int Seed { get; }

    public int Batch { get; }

    /// <summary>Whether its samples have weights.</summary>
    public bool HasWeights { get; }

    public string Name => $"Model{Seed}";

    public string Source { get; }

    private int Elements => _shape.Aggregate(1, (product, extent) => product * extent);

    private void AddLayer()
    {
        switch (_random.Next(23))
        {
            case >= 20:
                _words.Add(Pick(Normalisations));
                break;
            case < 7:
                AddDense(Math.Max(1, Math.Min(Width(70), LargestSample / (Elements / _shape[^1]))));
                break;
            case < 14:
                _words.Add(Pick(Activations));
                break;
            case 14 or 15:
                _words.Add($"Dropout({Pick(["0", "0.1", "0.25", "0.5"])})");
                break;
            case 16:
                AddFlatten();
                break;
            case 17 or 18:
                AddReshape();
                break;
            default:
                _words.Add($"Scale({Pick(["0.5", "1 / 3.0", "-1.25", "2"])})");
                break;
        }
    }

    private void AddEnd()
    {
        var kind = _random.Next(10);
        if (kind < 2)
        {
            // An enum's scores are the last layer's, of one axis.
            AddFlatten(always: _shape.Count > 1);
            _shape = [kind == 0 ? Enum.GetValues<DayOfWeek>().Length : Enum.GetValues<TypeCode>().Length];
            _words.Add($"Dense<System.{(kind == 0 ? nameof(DayOfWeek) : nameof(TypeCode))}>{(_random.Next(3) == 0 ? "(Bias = false)" : string.Empty)}");
            AddCrossEntropy();
            return;
        }

        if (!_words.Any(word => word.StartsWith("Dense", StringComparison.Ordinal)) || (kind < 5 && Elements < 2))
        {
            AddDense(_random.Next(2, 12));
        }

        if (_random.Next(4) == 0)
        {
            _words.Add(Pick(Activations));
        }

        AddFlatten(always: _shape.Count > 1);
        if (kind < 5)
        {
            AddCrossEntropy();
            return;
        }

        if (kind < 7)
        {
            AddBinaryCrossEntropy();
            return;
        }

        _words.Add(Pick(ValueLosses));
    }

    /// <summary>Words that may stand anywhere. A statistic of the batch is another one in micro-batches.</summary>
    private void AddUpdateWords()
    {
        if (_random.Next(4) == 0 && !_words.Any(word => word.StartsWith("BatchNorm", StringComparison.Ordinal)))
        {
            _words.Insert(_random.Next(_words.Count + 1), $"Accumulate({_random.Next(1, 40)})");
        }

        if (_random.Next(4) == 0)
        {
            _words.Insert(_random.Next(_words.Count + 1), Pick(["AverageWeights", "AverageWeights(0.5)", "AverageWeights(0.9, EveryIterations = 2)", "AverageWeights(StartIteration = 2)"]));
        }
    }

    private void AddCrossEntropy()
    {
        var settings = new List<string>();
        if (_random.Next(3) == 0)
        {
            settings.Add("LabelSmoothing = 0.1");
        }

        if (_random.Next(3) == 0)
        {
            settings.Add("Probabilities = true");
        }

        if (_random.Next(3) == 0)
        {
            settings.Add($"ClassWeights = {Weights()}");
        }

        _words.Add(settings.Count == 0 ? "CrossEntropy" : $"CrossEntropy({string.Join(", ", settings)})");
    }

    private void AddBinaryCrossEntropy() => _words.Add(_random.Next(3) switch
    {
        0 => "BinaryCrossEntropy",
        1 => $"BinaryCrossEntropy(PositiveWeight = {Pick(["0.25", "2.5", "6"])})",
        _ => $"BinaryCrossEntropy(PositiveWeights = {Weights()})",
    });

    /// <summary>A number for each output.</summary>
    private string Weights() => $"new[] {{ {string.Join(", ", Enumerable.Range(0, Elements).Select(_ => Pick(["0.5", "1.0", "1.25", "3.0"])))} }}";

    private void AddDense(int outputs)
    {
        _shape[^1] = outputs;
        var options = new List<string> { outputs.ToString(CultureInfo.InvariantCulture) };
        if (_random.Next(4) == 0)
        {
            options.Add("Bias = false");
        }

        if (_random.Next(3) == 0)
        {
            options.Add(Pick(Initialisations));
        }

        _words.Add($"Dense({string.Join(", ", options)})");
    }

    private void AddEmbedding()
    {
        var (vocabulary, width) = (_random.Next(1, 30), _random.Next(1, 1 + Math.Max(1, LargestSample / Elements)));
        _words.Add($"Embedding({vocabulary}, {width}{(_random.Next(2) == 0 ? $", Padding = {_random.Next(vocabulary)}" : string.Empty)})");
        _shape.Add(width);
    }

    private void AddOptimizer()
    {
        var word = Pick(Optimizers);
        var isPlain = _random.Next(3) != 0;
        _words.Add(isPlain ? word : word.EndsWith(')') ? $"{word[..^1]}, DecayWeightsOnly = true)" : $"{word}(DecayWeightsOnly = true)");
    }

    /// <summary>Freezes some layers, and leaves one to be trained.</summary>
    private void Freeze()
    {
        string[] words = ["Dense", "Embedding", "LayerNorm", "RmsNorm", "BatchNorm"];
        var layers = Enumerable.Range(0, _words.Count).Where(i => words.Any(word => _words[i].StartsWith(word, StringComparison.Ordinal))).ToArray();
        var trained = Pick(layers);
        foreach (var i in layers.Where(i => i != trained && _random.Next(2) == 0))
        {
            _words[i] = _words[i].EndsWith(')') ? $"{_words[i][..^1]}, Frozen = true)" : $"{_words[i]}(Frozen = true)";
        }
    }

    private void AddFlatten(bool always = true)
    {
        if (always)
        {
            _words.Add("Flatten");
            _shape = [Elements];
        }
    }

    private void AddReshape()
    {
        var (rest, shape) = (Elements, new List<int>());
        for (var axes = _random.Next(1, 4); axes > 1; axes--)
        {
            var divisors = Enumerable.Range(1, rest).Where(divisor => rest % divisor == 0).ToArray();
            shape.Add(Pick(divisors));
            rest /= shape[^1];
        }

        _shape = [.. shape, rest];
        _words.Add($"Reshape({string.Join(", ", _shape)})");
    }

    /// <summary>Small ones and multiples of the vectors' widths more often than by chance.</summary>
    private int Width(int most) => Math.Min(most, _random.Next(4) switch { 0 => _random.Next(1, 6), 1 => 8 * _random.Next(1, 9), _ => _random.Next(1, most + 1) });

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
