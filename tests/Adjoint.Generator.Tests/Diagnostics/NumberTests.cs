using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0009, ADJ0013, ADJ0014, ADJ0015: numbers, and the shapes that follow from them.</summary>
public class NumberTests
{
    private const string Net = "\npublic partial class Net;";

    private static readonly string ClassifierUses = Uses.Classifier("Net", "int", "Dense1");

    [Theory]
    [InlineData("Input", "Input", "the shape is empty, expected at least one axis")]
    [InlineData("Input()", "Input", "the shape is empty, expected at least one axis")]
    [InlineData("Input(0)", "Input", "an axis is 0, expected at least 1")]
    [InlineData("Input(28, -3, 0)", "Input", "an axis is -3, expected at least 1")]
    public void An_input(string input, string word, string message) => Check.Says(
        $"[Model, {input}, Dense(3), CrossEntropy, Adam]{Net}{ClassifierUses}", $"ADJ0009 «{input}» [{word}]: {message}");

    [Theory]
    [InlineData("Dense(0)", "Dense(0)", "0")]
    [InlineData("Dense(-2147483648)", "Dense(-2147483648)", "-2147483648")]
    [InlineData("Dense(outputs: -1)", "Dense(-1)", "-1")]
    [InlineData("Dense(5 - 5)", "Dense(0)", "0")]
    public void The_outputs_of_a_layer(string dense, string text, string found) => Check.Says(
        $"[Model, Input(4), {dense}, CrossEntropy, Adam]{Net}{ClassifierUses}",
        $"ADJ0009 «{dense}» [{text}]: the number of outputs is {found}, expected at least 1");

    [Theory]
    [InlineData("Accumulate(0)", "Accumulate", "the number of micro-batches is 0, expected at least 1 and at most 65,536")]
    [InlineData("Accumulate(-5)", "Accumulate", "the number of micro-batches is -5, expected at least 1 and at most 65,536")]
    [InlineData("Accumulate(65537)", "Accumulate", "the number of micro-batches is 65537, expected at least 1 and at most 65,536")]
    [InlineData("AverageWeights(1)", "AverageWeights", "the decay is 1, expected at least 0 and below 1")]
    [InlineData("AverageWeights(0.9, EveryIterations = 0)", "AverageWeights", "EveryIterations is 0, expected at least 1")]
    [InlineData("AverageWeights(StartIteration = -1)", "AverageWeights", "StartIteration is -1, expected at least 1")]
    public void Micro_batches_and_averages(string text, string word, string message) => Check.Says(
        $"[Model, Input(4), Dense(3), CrossEntropy, Adam, {text}]{Net}{ClassifierUses}", $"ADJ0009 «{text}» [{word}]: {message}");

    [Theory]
    [InlineData("1", "1", "1")]
    [InlineData("1.5", "1.5", "1.5")]
    [InlineData("-0.1", "-0.1", "-0.1")]
    [InlineData("double.NaN", "NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity", "Infinity")]
    public void A_rate(string rate, string text, string found) => Check.Says(
        $"[Model, Input(4), Dense(3), Dropout({rate}), CrossEntropy, Adam]{Net}{ClassifierUses}",
        $"ADJ0009 «Dropout({rate})» [Dropout({text})]: the rate is {found}, expected at least 0 and below 1");

    [Theory]
    [InlineData("Adam(LearningRate = 0)", "Adam", "LearningRate is 0, expected above 0")]
    [InlineData("Adam(LearningRate = double.PositiveInfinity)", "Adam", "LearningRate is Infinity, expected above 0")]
    [InlineData("AdamW(Beta1 = 1)", "AdamW", "Beta1 is 1, expected at least 0 and below 1")]
    [InlineData("Adam(Beta2 = -0.5)", "Adam", "Beta2 is -0.5, expected at least 0 and below 1")]
    [InlineData("Adam(Epsilon = 0)", "Adam", "Epsilon is 0, expected above 0")]
    [InlineData("AdamW(WeightDecay = -1)", "AdamW", "WeightDecay is -1, expected at least 0")]
    [InlineData("Sgd(Momentum = 1)", "Sgd", "Momentum is 1, expected at least 0 and below 1")]
    [InlineData("Sgd(LearningRate = double.NaN)", "Sgd", "LearningRate is NaN, expected above 0")]
    public void A_setting_of_an_optimizer(string optimizer, string word, string message) => Check.Says(
        $"[Model, Input(4), Dense(3), CrossEntropy, {optimizer}]{Net}{ClassifierUses}", $"ADJ0009 «{optimizer}» [{word}]: {message}");

    [Fact]
    public void Two_settings_are_two_diagnostics() => Check.Says(
        $"[Model, Input(4), Dense(3), CrossEntropy, Adam(Beta1 = 2, Beta2 = 3)]{Net}{ClassifierUses}",
        "ADJ0009 «Adam(Beta1 = 2, Beta2 = 3)» [Adam]: Beta1 is 2, expected at least 0 and below 1",
        "ADJ0009 «Adam(Beta1 = 2, Beta2 = 3)» [Adam]: Beta2 is 3, expected at least 0 and below 1");

    [Fact]
    public void The_edges_of_the_ranges_are_legal() => Check.SaysNothing(
        $"[Model, Input(1), Dense(2), Dropout(0), CrossEntropy, Adam(Beta1 = 0, Beta2 = 0, WeightDecay = 0, Epsilon = 1E-45)]{Net}{ClassifierUses}");

    [Theory]
    [InlineData("Adam(Epsilon = 1e-50)", "Adam", "Epsilon is 1E-50, expected above 0 as a float32 number, where it is 0")]
    [InlineData("Adam(Beta2 = 0.999999999)", "Adam", "Beta2 is 0.999999999, expected at least 0 and below 1 as a float32 number, where it is 1")]
    public void A_setting_that_rounds_out_of_its_range(string optimizer, string word, string message) => Check.Says(
        $"[Model, Input(4), Dense(3), CrossEntropy, {optimizer}]{Net}{ClassifierUses}", $"ADJ0009 «{optimizer}» [{word}]: {message}");

    [Theory]
    [InlineData("WeightInit = Initialization.Normal, WeightScale = double.PositiveInfinity", "WeightScale is Infinity, expected a finite float32 number")]
    [InlineData("BiasInit = Initialization.Constant, BiasScale = 1e39", "BiasScale is 1E+39, expected a finite float32 number")]
    [InlineData("WeightInit = (Initialization)99", "WeightInit is 99, expected a member of Initialization")]
    [InlineData("BiasInit = (Initialization)(-1)", "BiasInit is -1, expected a member of Initialization")]
    public void How_a_layer_begins(string init, string message) => Check.Says(
        $"[Model, Input(4), Dense(3, {init}), CrossEntropy, Adam]{Net}{ClassifierUses}", $"ADJ0009 «Dense(3, {init})» [Dense(3)]: {message}");

    [Fact]
    public void A_budget_that_is_kept() => Check.SaysNothing($"[Model(MaxParameters = 15), Input(4), Dense(3), CrossEntropy, Adam]{Net}{ClassifierUses}");

    [Theory]
    [InlineData("14", "14")]
    [InlineData("1", "1")]
    [InlineData("7L + 7", "14")]
    public void A_budget_that_is_not(string budget, string most) => Check.Says(
        $"[Input(4), Dense(3), CrossEntropy, Adam]\n[Model(MaxParameters = {budget})]{Net}{ClassifierUses}",
        $"ADJ0025 «Model(MaxParameters = {budget})» 'Net' has 15 parameters, and its [Model] allows {most}");

    [Fact]
    public void A_budget_in_large_numbers() => Check.Says(
        $"[Model(MaxParameters = 50_000), Input(784), Dense(100), Relu, Dense(10, Bias = false), CrossEntropy, Adam]{Net}{Uses.Classifier("Net", "int", "Dense1")}",
        "ADJ0025 «Model(MaxParameters = 50_000)» 'Net' has 79,500 parameters, and its [Model] allows 50,000");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("long.MinValue")]
    public void A_budget_of_nothing(string budget) => Check.Says(
        $"[Model(MaxParameters = {budget}), Input(4), Dense(3), CrossEntropy, Adam]{Net}{ClassifierUses}",
        $"ADJ0009 «Model(MaxParameters = {budget})» [Model]: MaxParameters is {(budget == "long.MinValue" ? "-9223372036854775808" : budget)}, expected at least 1");

    [Fact]
    public void A_thousand_layers() => Check.SaysNothing($"[Model, Input(4)]\n{Layers(999)}[Dense(3), CrossEntropy, Sgd]{Net}");

    [Fact]
    public void A_thousand_and_one_layers() => Check.Says(
        $"[Model, Input(4)]\n{Layers(1_000)}[Dense(3), CrossEntropy, Sgd]{Net}{ClassifierUses}",
        "ADJ0026 «Dense(3)» [Dense(3)] is layer 1,001 of 'Net': a chain has at most 1,000");

    [Fact]
    public void Several_axes_at_the_loss() => Check.Says(
        $"[Model, Input(24, 24), Dense(10), CrossEntropy, Adam]{Net}{ClassifierUses}",
        "ADJ0013 «CrossEntropy» [CrossEntropy] needs one axis of class scores, but Dense(10) leaves 24x10: insert [Flatten] before it");

    [Fact]
    public void Several_axes_at_a_regression() => Check.Says(
        $"[Model, Input(2, 3, 4), Dense(5), Tanh, MeanSquaredError, Adam]{Net}{Uses.Regressor("Net", "Dense1")}",
        "ADJ0013 «MeanSquaredError» [MeanSquaredError] needs one axis of predictions, but Dense(5) leaves 2x3x5: insert [Flatten] before it");

    [Fact]
    public void One_class() => Check.Says(
        $"[Model, Input(4), Dense(1), CrossEntropy, Adam]{Net}{ClassifierUses}",
        "ADJ0014 «CrossEntropy» [CrossEntropy] needs at least two outputs; this model has one: [BinaryCrossEntropy]?");

    [Fact]
    public void One_class_of_an_enum() => Check.Says(
        $"public enum Only {{ One }}\n[Model, Input(4), Dense<Only>, CrossEntropy, Adam]{Net}{Uses.Classifier("Net", "Only", "Dense1")}",
        "ADJ0014 «CrossEntropy» [CrossEntropy] needs at least two outputs; this model has one: [BinaryCrossEntropy]?");

    [Fact]
    public void Too_many_parameters() => Check.Says(
        $"[Model, Input(100000), Dense(100000), Dense(3), CrossEntropy, Adam]{Net}{Uses.Classifier("Net", "int", "Dense1", "Dense2")}",
        "ADJ0015 «Dense(100000)» 'Net' is too large: it has more parameters, at most 2,147,483,000");

    [Fact]
    public void Too_many_parameters_in_sum() => Check.Says(
        $"[Model, Input(40000), Dense(40000), Dense(40000), Dense(3), CrossEntropy, Adam]{Net}{Uses.Classifier("Net", "int", "Dense1", "Dense2", "Dense3")}",
        "ADJ0015 «Dense(40000)» 'Net' is too large: it has more parameters, at most 2,147,483,000");

    [Fact]
    public void Too_large_a_sample() => Check.Says(
        $"[Model, Input(50000, 50000), Flatten, Dense(3), CrossEntropy, Adam]{Net}{ClassifierUses}",
        "ADJ0015 «Input(50000, 50000)» 'Net' is too large: one sample takes more floats, at most 2,147,483,000");

    [Fact]
    public void A_sample_beyond_64_bits() => Check.Says(
        $"[Model, Input(int.MaxValue, int.MaxValue, int.MaxValue), Flatten, Dense(int.MaxValue), CrossEntropy, Adam]{Net}{ClassifierUses}",
        "ADJ0015 «Input(int.MaxValue, int.MaxValue, int.MaxValue)» 'Net' is too large: one sample takes more floats, at most 2,147,483,000");

    private static string Layers(int count) => string.Concat(Enumerable.Repeat("[Relu]\n", count));
}
