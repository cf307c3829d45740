using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0022 and the numbers of an embedding (ADJ0009); those of normalisations.</summary>
public class EmbeddingTests
{
    private const string Net = "\npublic partial class Net;";

    private static readonly string Uses = Support.Uses.Classifier("Net", "int", "Dense1");

    [Theory]
    [InlineData("Dense(8)", "Dense(8)")]
    [InlineData("Scale(2)", "Scale(2)")]
    [InlineData("Dropout(0.5)", "Dropout(0.5)")]
    [InlineData("Flatten, LayerNorm", "LayerNorm")]
    [InlineData("Embedding(9, 2)", "Embedding(9, 2)")]
    public void An_embedding_after_a_layer_that_computes(string before, string word) => Check.Says(
        $"[Model, Input(4), {before}, Embedding(100, 16), Flatten, Dense(3), CrossEntropy, Adam]{Net}{Uses}",
        $"ADJ0022 «Embedding(100, 16)» [Embedding(100, 16)] looks up whole numbers, but [{word}] before it computes others: an embedding is the first layer");

    [Fact]
    public void Other_axes_may_come_before_it() => Check.SaysNothing(
        $"[Model, Input(4), Reshape(2, 2), Flatten, Embedding(100, 16, Padding = 99), Flatten, Dense(3), CrossEntropy, Adam]{Net}{Uses}");

    [Theory]
    [InlineData("Embedding(0, 16)", "Embedding(0, 16)", "the vocabulary is 0, expected 1 to 16777216, as far as float32 counts")]
    [InlineData("Embedding(16777217, 1)", "Embedding(16777217, 1)", "the vocabulary is 16777217, expected 1 to 16777216, as far as float32 counts")]
    [InlineData("Embedding(5, -1)", "Embedding(5, -1)", "the width is -1, expected at least 1")]
    [InlineData("Embedding(5, 2, Padding = 5)", "Embedding(5, 2)", "Padding is 5, expected an index from 0 to 4, or -1 for none")]
    [InlineData("Embedding(5, 2, Padding = -2)", "Embedding(5, 2)", "Padding is -2, expected an index from 0 to 4, or -1 for none")]
    public void The_numbers_of_an_embedding(string embedding, string text, string message) => Check.Says(
        $"[Model, Input(4), {embedding}, Flatten, Dense(3), CrossEntropy, Adam]{Net}{Uses}", $"ADJ0009 «{embedding}» [{text}]: {message}");

    [Theory]
    [InlineData("LayerNorm(Epsilon = 0)", "LayerNorm", "Epsilon is 0, expected above 0")]
    [InlineData("RmsNorm(Epsilon = -1)", "RmsNorm", "Epsilon is -1, expected above 0")]
    [InlineData("BatchNorm(Epsilon = double.NaN)", "BatchNorm", "Epsilon is NaN, expected above 0")]
    [InlineData("BatchNorm(Momentum = 0)", "BatchNorm", "Momentum is 0, expected above 0 and below 1")]
    [InlineData("BatchNorm(Momentum = 1)", "BatchNorm", "Momentum is 1, expected above 0 and below 1")]
    public void The_numbers_of_a_normalisation(string norm, string word, string message) => Check.Says(
        $"[Model, Input(4), {norm}, Dense(3), CrossEntropy, Adam]{Net}{Uses}", $"ADJ0009 «{norm}» [{word}]: {message}");

    [Fact]
    public void The_layers_of_a_rejected_model_are_there() => Check.Says(
        $$"""
        [Model, Input(4), Embedding(9, 2), LayerNorm, RmsNorm, Flatten, BatchNorm, Dense(0), CrossEntropy, Adam]
        public partial class Net
        {
            public static void Use(Net net) =>
                System.Console.WriteLine($"{net.Embedding1.Weight} {net.LayerNorm1.Bias} {net.RmsNorm1.Weight} {net.BatchNorm1.RunningVariance} {net.Dense1.Bias}");
        }
        """,
        "ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1");

    [Theory]
    [InlineData("Buffers")]
    public void Names_of_the_base_class_are_taken(string name) => Check.Says(
        $"[Model, Input(4), Dense(3, Name = \"{name}\"), CrossEntropy, Adam]{Net}{Support.Uses.Classifier("Net", "int")}",
        $"ADJ0011 «Dense(3, Name = \"{name}\")» [Dense(3)]: the name '{name}' is taken by the model's own {name}");
}
