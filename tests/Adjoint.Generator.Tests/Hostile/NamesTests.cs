using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>Projects full of names that emitted code uses too.</summary>
public class NamesTests
{
    private const string Words = "[Model, Input(4), Dense(8, Name = \"hidden\"), Sigmoid, Dropout(0.1), Dense(3), CrossEntropy, Adam]\n";

    /// <summary>What emitted code and its aliases are called, and the types that it uses.</summary>
    private static readonly string[] Names =
    [
        "Analysis", "CodeDom", "Kernels", "Sys", "Tensors", "System", "Tensor", "TensorPrimitives", "Math", "MathF", "Span", "ReadOnlySpan", "Dense", "Adam",
        "AdamStep", "Batch", "Trainer", "Relu", "Identity", "Dropout", "CrossEntropy", "Classifier", "Regressor", "Network", "NetworkLayout", "ParameterLayout",
        "Initializer", "DenseLayer", "Dataset", "TrainingOptions", "GeneratedCode", "GeneratedCodeAttribute", "ExcludeFromCodeCoverage", "IDenseSize",
        "S4x8", "Int32", "Single", "String", "Attribute", "ArgumentOutOfRangeException", "InvalidOperationException", "InvalidDataException",
    ];

    [Fact]
    public void Types_beside_the_model() => Compiles(
        $"namespace Mine {{ using global::Adjoint;\n{string.Concat(Names.Select(name => $"internal class {name};\n"))}{WordsOfTheLibrary}public partial class Net; }}");

    [Fact]
    public void Types_in_the_model() => Compiles(
        $"{WordsOfTheLibrary}public partial class Net {{ {string.Concat(Names.Except(["Trainer", "S4x8"]).Select(name => $"private class {name};\n"))} }}");

    [Fact]
    public void Types_around_the_model() => Compiles(
        $"public partial class Outer {{ {string.Concat(Names.Select(name => $"private class {name};\n"))}{WordsOfTheLibrary}public partial class Net; }}");

    [Fact]
    public void Namespaces_beside_the_model() => Compiles(
        $"namespace Mine {{ {string.Concat(Names.Append("Adjoint").Select(name => $"namespace {name} {{ internal class X; }}\n"))}{WordsOfTheLibrary}public partial class Net; }}");

    [Fact]
    public void Types_in_the_global_namespace()
        => Compiles(string.Concat(Names.Except(["System"]).Select(name => $"internal class {name};\n")) + WordsOfTheLibrary + "public partial class Net;");

    [Theory]
    [InlineData("Kernels")]
    [InlineData("Sys")]
    [InlineData("Tensors")]
    [InlineData("Analysis")]
    [InlineData("CodeDom")]
    public void Namespaces_in_the_global_namespace(string name)
        => Compiles($"namespace {name} {{ internal class Dense; }}\nnamespace Mine {{ {WordsOfTheLibrary}public partial class Net; }}");

    [Theory]
    [InlineData("Adjoint")]
    [InlineData("Kernels")]
    [InlineData("System")]
    [InlineData("Sys")]
    [InlineData("Train")]
    [InlineData("@class")]
    [InlineData("@int")]
    [InlineData("record")]
    [InlineData("Ünïcode")]
    [InlineData("層")]
    public void Names_of_the_model(string name)
    {
        // A type named in lower case is a warning of the compiler's own.
        const string Pragma = "#pragma warning disable CS8981, CS8860\n";
        Compiles($"{Pragma}namespace Mine {{ {WordsOfTheLibrary}public partial class {(name == "record" ? "@" + name : name)}; }}");
    }

    [Theory]
    [InlineData("@event.@class")]
    [InlineData("Adjoint")]
    [InlineData("Adjoint.Kernels")]
    [InlineData("System")]
    [InlineData("A.B.C.D")]
    public void Names_of_namespaces(string name) => Compiles($"namespace {name} {{ {WordsOfTheLibrary}public partial class Ours; }}");

    [Theory]
    [InlineData("_a")]
    [InlineData("層")]
    [InlineData("class")]
    [InlineData("value")]
    [InlineData("field")]
    [InlineData("i")]
    [InlineData("learningRate")]
    [InlineData("weightDecay")]
    [InlineData("dropoutRate1")]
    [InlineData("labels")]
    [InlineData("targets")]
    [InlineData("batchLoss")]
    [InlineData("dHidden")]
    [InlineData("hiddenWeight")]
    [InlineData("hiddenLinear")]
    [InlineData("model")]
    [InlineData("batch")]
    [InlineData("seed")]
    [InlineData("path")]
    [InlineData("label")]
    [InlineData("global")]
    [InlineData("sys")]
    [InlineData("nameof")]
    [InlineData("gradients")]
    [InlineData("classes")]
    [InlineData("source")]
    [InlineData("layer")]
    [InlineData("isFinite")]
    [InlineData("gradientSum")]
    [InlineData("firstRow")]
    [InlineData("clock")]
    [InlineData("perSample")]
    public void Names_of_layers_and_inputs(string name)
    {
        // As the input of a classifier and of a regression, as a dense layer and as a dropout layer.
        var models = from layers in new (string Input, string Dense, string Dropout, string Loss)[]
                     {
                         (name, "a", "b", "CrossEntropy"), (name, "a", "b", "MeanSquaredError"), ("a", name, "b", "MeanSquaredError"), ("a", "b", name, "CrossEntropy"),
                     }
                     select $"""
                         [Adjoint.Model, Adjoint.Input(4, Name = "{layers.Input}"), Adjoint.Dense(8, Name = "hidden"), Adjoint.Relu]
                         [Adjoint.Dense(8, Name = "{layers.Dense}"), Adjoint.Gelu, Adjoint.Dropout(0.1, Name = "{layers.Dropout}"), Adjoint.Dense(3), Adjoint.{layers.Loss}, Adjoint.AdamW]
                         public partial class Net
                         """;
        Compiles(string.Concat(models.Select((model, index) => $"{model}{index};\n")));
    }

    [Fact]
    public void One_name_in_many_places() => Assert.Equal(24, Compiles($$"""
        namespace One { {{WordsOfTheLibrary}} public partial class Net; }
        namespace Two { {{WordsOfTheLibrary}} public partial class Net; }
        namespace Three
        {
            public partial class Outer { {{WordsOfTheLibrary}} public partial class Net; }
            public static partial class Other { {{WordsOfTheLibrary}} public partial class Net; }
        }
        """).Files.Length);

    [Fact]
    public void Names_that_differ_in_case_only()
    {
        var files = Compiles($$"""
            namespace Mine { {{WordsOfTheLibrary}} public partial class Net; {{WordsOfTheLibrary}} public partial class NET; }
            namespace mine { {{WordsOfTheLibrary}} public partial class Net; }
            """).Files.Select(file => file.HintName);
        Assert.Equal(
            ["Mine.NET.Update.g.cs", "Mine.Net(2).Update.g.cs", "mine(2).Net.Update.g.cs"],
            files.Where(name => name.Contains("Update", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_within_a_model() => Compiles(
        $"{WordsOfTheLibrary}public partial class Net {{ {WordsOfTheLibrary}public partial class Update; {WordsOfTheLibrary}public partial class Kernels; }}");

    [Theory]
    [InlineData("partial struct")]
    [InlineData("partial record")]
    [InlineData("partial record struct")]
    [InlineData("readonly partial struct")]
    [InlineData("partial interface")]
    [InlineData("static partial class")]
    [InlineData("abstract partial class")]
    [InlineData("sealed partial class")]
    public void Containers(string kind) => Compiles($"public {kind} Outer {{ {WordsOfTheLibrary}public partial class Net; }}");

    [Fact]
    public void A_documented_model_keeps_its_words() => Compiles(
        "/// <summary>Mine.</summary>\n/// <remarks>Also mine.</remarks>\n" + WordsOfTheLibrary + "public partial class Net;");

    [Fact]
    public void An_obsolete_model_and_obsolete_labels() => Compiles(
        "public enum Kind { A, [System.Obsolete] B, [System.Obsolete] C = 7 }\n[System.Obsolete]\n"
            + "[Adjoint.Model, Adjoint.Input(4), Adjoint.Dense<Kind>, Adjoint.CrossEntropy, Adjoint.Sgd]\npublic partial class Net;");

    /// <summary>The words written out, because the names of these tests hide them.</summary>
    private static string WordsOfTheLibrary => Words.Replace("[", "[global::Adjoint.", StringComparison.Ordinal).Replace(", ", ", global::Adjoint.", StringComparison.Ordinal)
        .Replace("global::Adjoint.Name", "Name", StringComparison.Ordinal);

    private static GeneratorRun Compiles(string source) => GeneratorRun.Of(source).AssertClean();
}
