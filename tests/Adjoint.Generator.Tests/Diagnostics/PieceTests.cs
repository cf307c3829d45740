using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0006, ADJ0007, ADJ0008: pieces that are missing, misplaced or there twice.</summary>
public class PieceTests
{
    private const string Net = "\npublic partial class Net;";

    private static readonly string ClassifierUses = Uses.Classifier("Net", "int", "Dense1");

    [Fact]
    public void No_input() => Check.Says(
        "[Model, Dense(3), CrossEntropy, Adam]" + Net + ClassifierUses,
        "ADJ0006 «Net» 'Net' has no input: add [Input(...)] with the shape of one sample before the first layer");

    [Fact]
    public void No_layer_that_can_learn() => Check.Says(
        "[Model, Input(4), Relu, CrossEntropy, Adam]" + Net + Uses.Classifier("Net", "int"),
        "ADJ0006 «Net» 'Net' has no layer that can learn: add [Dense(n)]");

    [Theory]
    [InlineData("Dense(3, Frozen = true)", "Dense(3)", "Dense(3, Frozen = true)")]
    [InlineData("Dense(3, Frozen = true), Relu, LayerNorm(Frozen = true), Softmax", "LayerNorm", "LayerNorm(Frozen = true)")]
    public void Nothing_left_to_train(string layers, string word, string underlined) => Check.Says(
        $"[Model, Input(4), {layers}, CrossEntropy, Adam]" + Net + ClassifierUses,
        $"ADJ0027 «{underlined}» [{word}] is Frozen, as is every other layer of 'Net' that has parameters: leave one to be trained");

    [Fact]
    public void A_normalisation_alone_may_be_trained()
        => Assert.Empty(GeneratorRun.Of("using Adjoint;\n[Model, Input(4), Dense(3, Frozen = true), LayerNorm, CrossEntropy, Adam]" + Net).Diagnostics());

    [Theory]
    [InlineData("Flatten, Standardize, Dense(3)", "Standardize", "Flatten")]
    [InlineData("Dense(3), MinMax", "MinMax", "Dense(3)")]
    [InlineData("Standardize, MinMax, Dense(3)", "MinMax", "Standardize")]
    public void Inputs_are_scaled_first(string layers, string word, string before) => Check.Says(
        $"[Model, Input(4), {layers}, CrossEntropy, Adam]" + Net + ClassifierUses,
        $"ADJ0036 «{word}» [{word}] learns from the inputs, but [{before}] stands before it: put one such word directly behind [Input]");

    [Fact]
    public void Indices_are_not_scaled() => Check.Says(
        "[Model, Input(4), Standardize, Embedding(5, 2), Flatten, Dense(3), CrossEntropy, Adam]" + Net + ClassifierUses,
        "ADJ0022 «Embedding(5, 2)» [Embedding(5, 2)] looks up whole numbers, but [Standardize] before it computes others: an embedding is the first layer");

    [Fact]
    public void No_loss() => Check.Says(
        "[Model, Input(4), Dense(3), Adam]" + Net + ClassifierUses,
        "ADJ0006 «Net» 'Net' has no loss: add [CrossEntropy] or [MeanSquaredError] after the last layer");

    [Fact]
    public void No_optimizer() => Check.Says(
        "[Model, Input(4), Dense(3), MeanSquaredError]" + Net + Uses.Regressor("Net", "Dense1"),
        "ADJ0006 «Net» 'Net' has no optimizer: add [Adam], [AdamW] or [Sgd] after the loss");

    [Fact]
    public void Nothing_but_Model() => Check.Says(
        "[Model]" + Net + Uses.Classifier("Net", "int"),
        "ADJ0006 «Net» 'Net' has no input: add [Input(...)] with the shape of one sample before the first layer",
        "ADJ0006 «Net» 'Net' has no layer that can learn: add [Dense(n)]",
        "ADJ0006 «Net» 'Net' has no loss: add [CrossEntropy] or [MeanSquaredError] after the last layer",
        "ADJ0006 «Net» 'Net' has no optimizer: add [Adam], [AdamW] or [Sgd] after the loss");

    [Theory]
    [InlineData("[Model, Dense(3), Input(4), CrossEntropy, Adam]", "Input(4)", "Input", "a layer")]
    [InlineData("[Model, CrossEntropy, Input(4), Dense(3), Adam]", "Input(4)", "Input", "the loss", "Dense(3)", "Dense(3)", "the loss")]
    [InlineData("[Model, Input(4), CrossEntropy, Dense(3), Adam]", "Dense(3)", "Dense(3)", "the loss")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, Dropout(0.5)]", "Dropout(0.5)", "Dropout(0.5)", "the optimizer")]
    [InlineData("[Model, Input(4), Dense(3), Adam, CrossEntropy]", "CrossEntropy", "CrossEntropy", "the optimizer")]
    [InlineData("[Model, Adam, Input(4), Dense(3), CrossEntropy]", "Input(4)", "Input", "the optimizer", "Dense(3)", "Dense(3)", "the optimizer", "CrossEntropy", "CrossEntropy", "the optimizer")]
    public void A_word_in_the_wrong_place(string words, params string[] expected) => Check.Says(
        words + Net + ClassifierUses,
        [.. expected.Chunk(3).Select(line => $"ADJ0007 «{line[0]}» [{line[1]}] stands after {line[2]}: a model is [Input], the layers, a loss, an optimizer, in this order")]);

    [Theory]
    [InlineData("[Model, Input(4), Input(5), Dense(3), CrossEntropy, Adam]", "Input(5)", "Input", "input")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, MeanSquaredError, Adam]", "MeanSquaredError", "MeanSquaredError", "loss")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, CrossEntropy, Adam]", "CrossEntropy", "CrossEntropy", "loss")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, Sgd(LearningRate = 1)]", "Sgd(LearningRate = 1)", "Sgd", "optimizer")]
    public void A_second_one(string words, string underlined, string word, string piece) => Check.Says(
        words + Net + ClassifierUses,
        $"ADJ0008 «{underlined}» [{word}] is a second {piece}: a model has one");

    [Fact]
    public void Model_may_stand_anywhere() => Check.SaysNothing(
        "[Input(4), Dense(3)]\n[CrossEntropy, Adam, Model]" + Net + ClassifierUses);

    [Fact]
    public void Other_attributes_may_stand_between() => Check.SaysNothing(
        "[Model, Input(4)]\n[System.ComponentModel.Description(\"x\")]\n[Dense(3), CrossEntropy, Adam]" + Net + ClassifierUses);

    [Fact]
    public void Two_bounds_of_the_gradients() => Check.Says(
        "[Model, Input(4), Dense(3), CrossEntropy, ClipNorm(1), Adam, ClipValue(2)]" + Net + ClassifierUses,
        "ADJ0008 «ClipValue(2)» [ClipValue] is a second bound of the gradients: a model has one");

    [Theory]
    [InlineData("Accumulate(2), Adam, Accumulate(2)", "Accumulate(2)", "number of micro-batches")]
    [InlineData("AverageWeights, Adam, AverageWeights(0.9)", "AverageWeights(0.9)", "average of the weights")]
    public void Two_that_may_stand_anywhere(string words, string second, string piece) => Check.Says(
        "[Model, Input(4), Dense(3), CrossEntropy, " + words + "]" + Net + ClassifierUses,
        $"ADJ0008 «{second}» [{second.Split('(')[0]}] is a second {piece}: a model has one");

    [Theory]
    [InlineData("[Accumulate(2), AverageWeights, Model, Input(4), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), AverageWeights(0.9), Dense(3), Accumulate(1), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, AverageWeights(decay: 0.5, EveryIterations = 5, StartIteration = 9), Accumulate(microBatches: 65536)]")]
    public void Micro_batches_and_averages_stand_anywhere(string words) => Check.SaysNothing(words + Net + ClassifierUses);

    [Theory]
    [InlineData("[ClipNorm(1), Model, Input(4), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), ClipNorm(1), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, ClipNorm(1)]")]
    public void A_bound_of_the_gradients_stands_anywhere(string words) => Check.SaysNothing(words + Net + ClassifierUses);
}
