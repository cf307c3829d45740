using Adjoint.Generator.Tests.Snapshots;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Emission;

/// <summary>The text of emitted files: the same bytes whoever compiles them, wherever.</summary>
public class EmittedTextTests
{
    public static TheoryData<string> All => [Models.Garment, Models.Regression, Models.Unusual, Models.Integers];

    [Theory]
    [MemberData(nameof(All))]
    public void Two_runs_are_equal(string source) => Assert.Equal(Texts(source), Texts(source));

    [Theory]
    [MemberData(nameof(All))]
    public void Line_ends_of_the_source_do_not_matter(string source) => Assert.Equal(Texts(source), Texts(source.ReplaceLineEndings("\r\n")));

    [Theory]
    [MemberData(nameof(All))]
    public void Lines_end_in_a_line_feed_and_in_nothing_else(string source) => Assert.All(Texts(source.ReplaceLineEndings("\r\n")), text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Cultures_do_not_matter(string source)
    {
        var expected = Texts(source);
        OddCulture.Run(() => Assert.Equal(expected, Texts(source)));
    }

    [Fact]
    public void Cultures_do_not_matter_to_rejections() => OddCulture.Run(() => Check.Says(
        "[Model, Input(4), Dense(-1), Dropout(-0.5), CrossEntropy, Adam(WeightDecay = -1.5)]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Dense1"),
        "ADJ0009 «Dense(-1)» [Dense(-1)]: the number of outputs is -1, expected at least 1",
        "ADJ0009 «Dropout(-0.5)» [Dropout(-0.5)]: the rate is -0.5, expected at least 0 and below 1",
        "ADJ0009 «Adam(WeightDecay = -1.5)» [Adam]: WeightDecay is -1.5, expected at least 0"));

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        Assert.Equal(Texts(Models.Garment, Models.Integers).Order(StringComparer.Ordinal), Texts(Models.Integers, Models.Garment).Order(StringComparer.Ordinal));
        Assert.Equal(
            Texts("using Adjoint;\n[Model, Input(4), Dense<Kind>, CrossEntropy, Adam]\npublic partial class Net;", "public enum Kind { A, B }"),
            Texts("public enum Kind { A, B }", "using Adjoint;\n[Model, Input(4), Dense<Kind>, CrossEntropy, Adam]\npublic partial class Net;"));
    }

    [Fact]
    public void Numbers_of_attributes_are_kept_to_the_last_bit()
    {
        var run = GeneratorRun.Of("using Adjoint;\n[Model, Input(1), Dense(1), MeanSquaredError, Adam(LearningRate = 1.0 / 3, Beta1 = 0.1 + 0.2)]\npublic partial class Net;");
        Assert.Contains("learningRate: 0.33333333333333331,", run.File("Batches.g.cs"), StringComparison.Ordinal);
        Assert.Contains("beta1: 0.30000000000000004,", run.File("Update.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_is_emitted_once()
    {
        var kernels = GeneratorRun.Of("using Adjoint;\n[Model, Input(4), Dense(4), Dense(4), Relu, Dense(4), Dense(2), MeanSquaredError, Adam]\npublic partial class Net;").File("Kernels.g.cs");
        Assert.Equal(2, kernels.Split("readonly struct ").Length - 1);
    }

    [Fact]
    public void A_gradient_quotes_the_step_that_it_is_of()
    {
        var backward = GeneratorRun.Of("using Adjoint;\n[Model, Input(4), Dense(4), Gelu, Gelu, MeanSquaredError, Sgd]\npublic partial class Net;").File("Backward.g.cs");
        var quotes = backward.Split('\n').Where(line => line.Contains("gradient of:", StringComparison.Ordinal)).Select(line => line.Trim()[3..]);
        Assert.Equal(
            [
                "gradient of: loss = mean((gelu1 - targets)²)",
                "gradient of: gelu1 = gelu(dense1)",
                "gradient of: dense1 = gelu(dense1Linear)",
                "gradient of: dense1Linear = features · dense1.weight + dense1.bias",
            ],
            quotes);
    }

    private static string[] Texts(params string[] files) => [.. GeneratorRun.Of(files).Files.Select(file => $"{file.HintName}\n{file.SourceText}")];
}
