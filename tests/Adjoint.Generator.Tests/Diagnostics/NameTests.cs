using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0010, ADJ0011, ADJ0016, ADJ0020: names and members.</summary>
public class NameTests
{
    private static string Model(string dense, string more = "", string members = "")
        => $"[Model, Input(4), {dense}, Relu, Dense(3){more}, CrossEntropy, Adam]\npublic partial class Net {{ {members} }}";

    [Theory]
    [InlineData("my layer")]
    [InlineData("1st")]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("@class")]
    [InlineData("<")]
    public void A_name_that_is_no_identifier(string name) => Check.Says(
        Model($"Dense(8, Name = \"{name}\")") + Uses.Classifier("Net", "int", "Dense1"),
        $"ADJ0010 «Dense(8, Name = \"{name}\")» [Dense(8)]: the name '{name}' is not an identifier, and it becomes a property of the model");

    [Theory]
    [InlineData("predict", "the model's own Predict")]
    [InlineData("Summary", "the model's own Summary")]
    [InlineData("trainer", "the model's own Trainer")]
    [InlineData("S4x8", "the model's own S4x8")]
    [InlineData("net", "the class itself")]
    [InlineData("width", "a member of 'Net'")]
    public void A_name_that_is_taken(string name, string holder) => Check.Says(
        Model($"Dense(8, Name = \"{name}\")", members: "public const int Width = 3;") + Uses.Classifier("Net", "int", "Dense1"),
        $"ADJ0011 «Dense(8, Name = \"{name}\")» [Dense(8)]: the name '{name}' is taken by {holder}");

    [Fact]
    public void A_name_that_another_layer_has() => Check.Says(
        Model("Dense(8, Name = \"hidden\")", ", Dropout(0.5, Name = \"Hidden\")") + Uses.Classifier("Net", "int", "Hidden", "Dense1"),
        "ADJ0011 «Dropout(0.5, Name = \"Hidden\")» [Dropout(0.5)]: the name 'Hidden' is taken by [Dense(8)]");

    [Fact]
    public void A_name_that_the_input_has() => Check.Says(
        "[Model, Input(4, Name = \"x\"), Dense(8, Name = \"x\"), CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "X"),
        "ADJ0011 «Dense(8, Name = \"x\")» [Dense(8)]: the name 'x' is taken by [Input]");

    [Fact]
    public void A_taken_name_does_not_shift_the_numbers_of_a_rejected_model() => Check.Says(
        "[Model, Input(4), Dense(8, Name = \"dense1\"), Dense(0), CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Dense1", "Dense2"),
        "ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1");

    [Fact]
    public void A_constructor_that_does_not_chain() => Check.Says(
        Model("Dense(8)", members: "public Net(string name) { _ = name; }") + Uses.Classifier("Net", "int", "Dense1", "Dense2"),
        "ADJ0016 «Net» A constructor of a model starts from the emitted one, which initialises the parameters: add ': this(seed)' to it");

    [Fact]
    public void A_constructor_that_chains_to_the_base_class() => Check.Says(
        Model("Dense(8)", members: "public Net(string name) : base(name) { }") + Uses.Classifier("Net", "int", "Dense1", "Dense2"),
        "ADJ0016 «Net» A constructor of a model starts from the emitted one, which initialises the parameters: add ': this(seed)' to it");

    [Fact]
    public void Constructors_that_chain() => Check.SaysNothing(
        Model("Dense(8)", members: "static Net() { } public Net(string name) : this(seed: name.Length) { } public Net() : this(\"a\") { }")
            + Uses.Classifier("Net", "int", "Dense1", "Dense2"));

    [Theory]
    [InlineData("public string Summary => string.Empty;", "Summary", "Summary")]
    [InlineData("public class Trainer;", "Trainer", "Trainer")]
    [InlineData("public static void ParameterCount() { }", "ParameterCount", "ParameterCount")]
    [InlineData("public static Net Load(string file) => new(file.Length);", "Load", "Load(string)")]
    [InlineData("private struct S4x8;", "S4x8", "S4x8")]
    public void A_member_that_is_taken(string member, string underlined, string text) => Check.Says(
        Model("Dense(8, Name = \"hidden\")", members: member)
            + "\npublic static class Program { public static int Run(Net model) => new Net(seed: 1).Classify(model.Hidden.Weight.Values); }",
        $"ADJ0020 «{underlined}» 'Net' declares {text}, which the generated code declares too: rename or remove it");

    [Theory]
    [InlineData("public int Load => 1;", "Load", "Load")]
    [InlineData("protected override int IndexOf(int label) => label;", "IndexOf", "IndexOf(int)")]
    [InlineData("protected override int LabelAt(int index) => index;", "LabelAt", "LabelAt(int)")]
    [InlineData(
        "protected override void Forward(int batch, System.ReadOnlySpan<float> inputs, System.Span<float> workspace, System.Span<float> outputs) { }",
        "Forward",
        "Forward(int, ReadOnlySpan<float>, Span<float>, Span<float>)")]
    [InlineData(
        "protected override Adjoint.Kernels.LossSum LossSum(int rows, System.ReadOnlySpan<float> logits, System.ReadOnlySpan<int> labels, System.ReadOnlySpan<float> weights) => default;",
        "LossSum",
        "LossSum(int, ReadOnlySpan<float>, ReadOnlySpan<int>, ReadOnlySpan<float>)")]
    [InlineData(
        "protected override Trainer<int> CreateTrainer(int capacity, TrainingOptions<int> options) => null!;", "CreateTrainer", "CreateTrainer(int, TrainingOptions<int>)")]
    public void A_method_that_is_emitted_too(string member, string underlined, string text) => A_member_that_is_taken(member, underlined, text);

    [Theory]
    [InlineData("private int Forward => 1;", "Forward")]
    [InlineData("private int IndexOf { get; set; }", "IndexOf")]
    [InlineData("private class LabelAt;", "LabelAt")]
    [InlineData("private event System.Action? CreateTrainer { add { } remove { } }", "CreateTrainer")]
    [InlineData("private const int LossSum = 3;", "LossSum")]
    public void A_member_that_is_no_method_but_named_as_an_emitted_one(string member, string name)
    {
        // The base class's method cannot be overridden beside it, which the C# compiler tells of as well, in the user's file.
        var said = GeneratorRun.Of("using Adjoint;\n" + Model("Dense(8)", members: member)).Diagnostics();
        var ours = Assert.Single(said, diagnostic => diagnostic.Id.StartsWith("ADJ", StringComparison.Ordinal));
        Assert.Equal(
            $"'Net' declares {name}, which the generated code declares too: rename or remove it", ours.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(name, ours.Location.SourceTree!.GetText().ToString(ours.Location.SourceSpan));
        Assert.Equal(["CS0108", "CS0534"], said.Remove(ours).Select(diagnostic => diagnostic.Id).Distinct().Order());
        Assert.All(said, diagnostic => Assert.Equal("File0.cs", diagnostic.Location.SourceTree!.FilePath));
    }

    [Fact]
    public void A_constructor_that_takes_the_seed() => Check.Says(
        Model("Dense(8)", members: "public Net(int seed) { }") + Uses.Classifier("Net", "int", "Dense1", "Dense2"),
        "ADJ0020 «Net» 'Net' declares Net(int), which the generated code declares too: rename or remove it");

    [Fact]
    public void Overloads_of_the_models_methods_are_the_users_right() => Check.SaysNothing(Model("Dense(8)", members: """
        public static Net Load(System.IO.Stream stream) => new(stream.GetHashCode());
        public int Classify(string text) => Classify(new float[] { text.Length, 0, 0, 0 });
        public void Forward() { }
        public int Forward(int batch) => batch;
        public void Forward<T>(int batch, System.ReadOnlySpan<float> inputs, System.Span<float> workspace, System.Span<float> outputs) { }
        public int IndexOf(string label) => label.Length;
        public int LabelAt(long index) => (int)index;
        public int Dense3 => 3;
        """) + Uses.Classifier("Net", "int", "Dense1", "Dense2"));
}
