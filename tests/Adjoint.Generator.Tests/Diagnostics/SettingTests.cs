using System.Globalization;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0009: every number that a word takes has a range, and its edges are where the documentation says.</summary>
public class SettingTests
{
    /// <summary>One half of the smallest float32 number rounds to 0, and this to 1.</summary>
    private const double BelowSmallest = 0.7e-45, BelowOne = 0.999999999;

    /// <summary>Written down a second time: the word, the number (that of a constructor in parentheses) and its range.</summary>
    private static readonly string[] Ranges =
    [
        "LeakyRelu.Slope any", "Elu.Alpha any", "HardTanh.Minimum any", "HardTanh.Maximum any", "Softplus.Beta positive", "Softplus.Threshold any",
        "CrossEntropy.LabelSmoothing fraction", "BinaryCrossEntropy.PositiveWeight positive", "Huber.Delta positive", "SmoothL1.Beta non-negative",
        "Sgd.LearningRate positive", "Sgd.Momentum fraction", "Sgd.Dampening fraction", "Sgd.WeightDecay non-negative",
        "Adam.LearningRate positive", "Adam.Beta1 fraction", "Adam.Beta2 fraction", "Adam.Epsilon positive", "Adam.WeightDecay non-negative",
        "AdamW.LearningRate positive", "AdamW.Beta1 fraction", "AdamW.Beta2 fraction", "AdamW.Epsilon positive", "AdamW.WeightDecay non-negative",
        "NAdam.LearningRate positive", "NAdam.Beta1 fraction", "NAdam.Beta2 fraction", "NAdam.Epsilon positive", "NAdam.WeightDecay non-negative",
        "NAdam.MomentumDecay non-negative",
        "RAdam.LearningRate positive", "RAdam.Beta1 fraction", "RAdam.Beta2 fraction", "RAdam.Epsilon positive", "RAdam.WeightDecay non-negative",
        "RmsProp.LearningRate positive", "RmsProp.Alpha fraction", "RmsProp.Epsilon positive", "RmsProp.WeightDecay non-negative", "RmsProp.Momentum fraction",
        "Adagrad.LearningRate positive", "Adagrad.LearningRateDecay non-negative", "Adagrad.Epsilon positive", "Adagrad.WeightDecay non-negative",
        "Adadelta.LearningRate positive", "Adadelta.Rho fraction", "Adadelta.Epsilon positive", "Adadelta.WeightDecay non-negative",
        "Lion.LearningRate positive", "Lion.Beta1 fraction", "Lion.Beta2 fraction", "Lion.WeightDecay non-negative",
        "Lamb.LearningRate positive", "Lamb.Beta1 fraction", "Lamb.Beta2 fraction", "Lamb.Epsilon positive", "Lamb.WeightDecay non-negative",
        "Dropout.(Rate) fraction", "ClipNorm.(Norm) positive", "ClipValue.(Value) positive", "AverageWeights.(Decay) fraction", "Scale.(Factor) any", "Dense.WeightScale any or NaN", "Dense.BiasScale any or NaN", "Embedding.WeightScale any or NaN",
        "LayerNorm.Epsilon positive", "RmsNorm.Epsilon positive", "BatchNorm.Epsilon positive", "BatchNorm.Momentum share",
    ];

    public static TheoryData<string> All => [.. Ranges];

    [Fact]
    public void The_table_is_complete()
    {
        var numbers = from type in typeof(ModelAttribute).Assembly.GetExportedTypes()
                      where type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && !type.IsGenericType
                      where type != typeof(FeatureAttribute) // no word of a chain: RowTests
                      from property in type.GetProperties()
                      where property.PropertyType == typeof(double)
                      let isArgument = type.GetConstructors()[0].GetParameters().Any(parameter => parameter.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
                      select $"{type.Name[..^"Attribute".Length]}.{(isArgument ? $"({property.Name})" : property.Name)}";
        Assert.Equal(numbers.Order(StringComparer.Ordinal), Ranges.Select(range => range.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_number_is_legal_exactly_in_its_range(string row)
    {
        var (setting, range) = (row.Split(' ')[0], row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        (double[] legal, double[] illegal) = range switch
        {
            "any" => (new[] { 0.5, 3e38 }, Array.Empty<double>()),
            "any or NaN" => ([-3e38, 0, 1e-50, double.NaN], []),
            "positive" => ([1e-45, 1, 3e38], [-1, -1e-50, 0, BelowSmallest / 2]),
            "share" => ([1e-45, 0.9999999], [-1, 0, BelowSmallest / 2, BelowOne, 1, 2]),
            "non-negative" => ([0, 1e-50, 3e38], [-1, -1e-45]),
            _ => (new[] { 0, 1e-50, 0.9999999 }, new[] { -1, -1e-45, BelowOne, 1, 2 }),
        };
        illegal = [.. illegal, .. range == "any or NaN" ? [] : new[] { double.NaN }, double.PositiveInfinity, double.NegativeInfinity, 1e39, -1e39];

        var values = legal.Select(value => (value, true)).Concat(illegal.Select(value => (value, false))).ToArray();
        var models = values.Select((pair, index) => Model(setting, Literal(pair.value), $"Net{index}"));
        var said = GeneratorRun.Of("using Adjoint;\n" + string.Join("\n", models)).Diagnostics();
        Assert.All(said, diagnostic => Assert.Equal("ADJ0009", diagnostic.Id));
        var rejected = said.Select(diagnostic => Line(diagnostic)).ToHashSet();
        Assert.Equal(
            values.Select((pair, index) => $"{Literal(pair.value)}: {pair.Item2}"),
            values.Select((pair, index) => $"{Literal(pair.value)}: {!rejected.Contains(index + 1)}"));
    }

    private static int Line(Microsoft.CodeAnalysis.Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line;

    /// <summary>A model on one line that says this number.</summary>
    private static string Model(string setting, string value, string name)
    {
        var (word, number) = (setting.Split('.')[0], setting.Split('.')[1]);
        var type = typeof(ModelAttribute).Assembly.GetType($"Adjoint.{word}Attribute", throwOnError: true)!;
        var text = number.StartsWith('(') ? $"{word}({value})"
            : word == "Embedding" ? $"Embedding(5, 2, WeightInit = Initialization.Normal, WeightScale = {value}), Flatten"
            : word == "Dense" ? $"Dense(3, {number.Replace("Scale", "Init", StringComparison.Ordinal)} = Initialization.Normal, {number} = {value})"
            : $"{word}({number} = {value}{(setting == "HardTanh.Minimum" ? ", Maximum = 3.2e38" : setting == "HardTanh.Maximum" ? ", Minimum = -3.2e38" : string.Empty)})";
        var (layer, loss, optimizer) = type.IsSubclassOf(typeof(LossAttribute)) ? ("Relu", text, "Sgd")
            : type.IsSubclassOf(typeof(ClipAttribute)) || type == typeof(AverageWeightsAttribute) ? ("Relu", "MeanSquaredError", $"Sgd, {text}")
            : type.IsSubclassOf(typeof(OptimizerAttribute)) ? ("Relu", "MeanSquaredError", text)
            : (text, "MeanSquaredError", "Sgd");
        return $"[Model, Input(4), {layer}, Dense(3), {loss}, {optimizer}] public partial class {name};";
    }

    private static string Literal(double value) => double.IsNaN(value) ? "double.NaN"
        : double.IsInfinity(value) ? (value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity")
        : value.ToString("R", CultureInfo.InvariantCulture);
}
