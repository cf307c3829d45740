using System.Diagnostics;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>Sources that nobody should write: each is answered, soon and without an exception. What is said of them the other tests say.</summary>
[Collection(nameof(MeasuredAlone))]
public class EverySourceTests
{
    // The promise is a second; on a busy machine the same work counts as more processor time.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(8);

    private const string Words = "[Model, Input(4), Dense(8, Name = \"hidden\"), Relu, Dense(3), CrossEntropy, Adam]\n";

    public static TheoryData<string> Names => [.. Sources.Keys];

    private static readonly Dictionary<string, (string Source, string[] Rules)> Sources = new()
    {
        ["nested"] = ($"public partial class A {{ public partial class B {{ {Words} public partial class Net; }} }}", []),
        ["nested in each kind of type"] = ($"public partial interface A {{ public partial record B {{ public partial record struct C {{ public partial struct D {{ {Words} public partial class Net; }} }} }} }}", []),
        ["nested sixty deep"] = (string.Concat(Enumerable.Range(0, 60).Select(i => $"public partial class C{i} {{\n")) + Words + "public partial class Net;" + new string('}', 60), []),
        ["generic"] = (Words + "public partial class Net<T> where T : class, new();", ["ADJ0003"]),
        ["within a generic"] = ($"public partial class A<T, [System.Obsolete] U> {{ {Words} public partial class Net; }}", ["ADJ0003"]),
        ["file"] = (Words + "file partial class Net;", ["ADJ0003"]),
        ["two of a name, local to files"] = (Words + "file partial class Net;" + Words + "file partial class Net2;", ["ADJ0003", "ADJ0003"]),
        ["record"] = (Words + "public partial record Net;", ["ADJ0003"]),
        ["record class with parameters"] = (Words + "public partial record class Net(int Width);", ["ADJ0003"]),
        ["record struct"] = (Words + "public partial record struct Net;", []),
        ["struct"] = (Words + "public ref partial struct Net { }", []),
        ["interface"] = (Words + "public partial interface Net;", []),
        ["enum"] = (Words + "public enum Net { A }", []),
        ["delegate"] = (Words + "public delegate void Net();", []),
        ["@class"] = (Words + "public partial class @class { public partial class @event; }", []),
        ["namespace of keywords"] = ($"namespace @namespace.@class {{ {Words} public partial class @int; }}", []),
        ["global namespace"] = (Words + "public partial class Net;", []),
        ["one name in two namespaces"] = ($"namespace A {{ {Words} public partial class Net; }} namespace B {{ {Words} public partial class Net; }} namespace B.A {{ {Words} public partial class Net; }}", []),
        ["attributes on two declarations"] = (Words + "public partial class Net;\n[Dropout(0.1), Dense(5)]\npublic partial class Net;", ["ADJ0005", "ADJ0005"]),
        ["one attribute on each of many declarations"] = (string.Concat("Model|Input(4)|Dense(3)|CrossEntropy|Adam".Split('|').Select(word => $"[{word}]\npublic partial class Net;\n")), ["ADJ0005", "ADJ0005", "ADJ0005", "ADJ0006", "ADJ0006", "ADJ0006"]),
        ["primary constructor"] = (Words + "public partial class Net(int seed) { public int Seed => seed; }", ["ADJ0003"]),
        ["base class"] = ("public abstract class Base { protected Base(int width) { } }\n" + Words + "public partial class Net : Base;", ["ADJ0003"]),
        ["a model as the base class"] = (Words + "public partial class Net;\n" + Words + "public partial class Net2 : Net;", ["ADJ0003"]),
        ["its own base class"] = (Words + "public partial class Net : Net;", []),
        ["an unknown base class"] = (Words + "public partial class Net : Missing<Net>;", []),
        ["static"] = (Words + "public static partial class Net;", ["ADJ0003"]),
        ["abstract, generic and not partial"] = (Words + "public abstract class Net<T> { }", ["ADJ0002", "ADJ0003"]),
        ["the language's base class by name"] = (Words + "public partial class Net : Classifier<string>;", []),
        ["overflow of a constant"] = ("[Model, Input(4), Dense(int.MaxValue * 2), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["overflow that is allowed"] = ("[Model, Input(4), Dense(unchecked(int.MaxValue * 2)), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0009"]),
        ["a constant that divides by zero"] = ("[Model, Input(4 / 0), Dense(3), CrossEntropy, Adam(LearningRate = 1.0 / 0)]\npublic partial class Net;", ["ADJ0009"]),
        ["a constant too large for its type"] = ("[Model(MaxParameters = 99999999999999999999), Input(3000000000), Dense(3), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["a constant that needs itself"] = ("[Model, Input(Net.Width), Dense(3), CrossEntropy, Adam]\npublic partial class Net { public const int Width = Width + 1; }", []),
        ["a constant of the generated code"] = ("[Model, Input(Net.ParameterCount), Dense(3), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0009"]),
        ["huge widths"] = ("[Model, Input(int.MaxValue), Dense(int.MaxValue), Dense(int.MaxValue), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0015"]),
        ["huge widths of many axes"] = ($"[Model, Input({string.Join(", ", Enumerable.Repeat("int.MaxValue", 50))}), Flatten, Dense(3), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0015"]),
        ["a thousand axes"] = ($"[Model, Input({string.Join(", ", Enumerable.Repeat("1", 1_000))}), Flatten, Dense(3), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["an enum of five thousand"] = ($"public enum Many {{ {string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"V{i} = {3 * i}"))} }}\n[Model, Input(4), Dense<Many>, CrossEntropy, Adam]\npublic partial class Net;", []),
        ["a hundred models"] = (string.Concat(Enumerable.Range(0, 100).Select(i => $"{Words}public partial class Net{i};\n")), []),
        ["a thousand layers"] = ($"[Model, Input(4)]\n{Layers(499)}[Dense(3), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["ten thousand layers"] = ($"[Model, Input(4)]\n{Layers(5_000)}[Dense(3), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0026"]),
        ["ten thousand inputs"] = ($"[Model]\n{string.Concat(Enumerable.Repeat("[Input(4)]\n", 10_000))}[Dense(3), CrossEntropy, Adam]\npublic partial class Net;", [.. Enumerable.Repeat("ADJ0008", 9_999)]),
        ["ten thousand layers of one name"] = ($"[Model, Input(4)]\n{string.Concat(Enumerable.Repeat("[Relu(Name = \"a\")]\n", 10_000))}[Dense(3), CrossEntropy, Adam]\npublic partial class Net;", [.. Enumerable.Repeat("ADJ0011", 9_999), "ADJ0026"]),
        ["ten thousand layers before their order"] = ($"[Model, Adam, Input(4)]\n{Layers(5_000)}[Dense(3), CrossEntropy]\npublic partial class Net;", [.. Enumerable.Repeat("ADJ0007", 10_003), "ADJ0026"]),
        ["a long name"] = ($"[Model, Input(4), Dense(3, Name = \"{new string('a', 500)}\"), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["a name of surrogates"] = ("[Model, Input(4), Dense(3, Name = \"\\ud800\"), CrossEntropy, Adam]\npublic partial class Net;", ["ADJ0010"]),
        // The C# compiler takes seconds for five thousand properties with attributes, of the language or not.
        ["two thousand features"] = ($"[Example] public partial class Row {{ {string.Concat(Enumerable.Range(0, 2_000).Select(i => $"[Feature] public float X{i} {{ get; set; }}\n"))} [Label] public int Y {{ get; set; }} }}\n[Model<Row>, Dense(3), CrossEntropy, Adam]\npublic partial class Net;", []),
        ["two thousand wrong features"] = ($"[Example] public partial class Row {{ {string.Concat(Enumerable.Range(0, 2_000).Select(i => $"[Feature] public string X{i} {{ get; set; }}\n"))} [Label] public int Y {{ get; set; }} }}", [.. Enumerable.Repeat("ADJ0030", 2_000)]),
        ["a feature of an enum of five thousand"] = ($"public enum Many {{ {string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"V{i} = {3 * i}"))} }}\n[Example] public partial record Row([Feature] Many X, [Label] Many Y);\n[Model<Row>, Dense<Many>, CrossEntropy, Adam]\npublic partial class Net;", []),
        ["a row that is a model"] = ("[Example]\n[Model<Net>, Dense(3), CrossEntropy, Adam]\npublic partial class Net { [Feature] public float X { get; set; } [Label] public int Y { get; set; } }", ["ADJ0029"]),
        ["a row on two declarations"] = ("[Example] public partial record Row([Feature] float X, [Label] int Y);\n[Example] public partial record Row;", []),
        ["half an attribute"] = ("[Model, Input(4), Dense(", []),
        ["half a name"] = ("[Model, Input(4), Dense(3, Name = \"", []),
        ["attributes and no class"] = (Words, []),
        ["attributes on the assembly"] = ("[assembly: Model, Input(4)]", []),
        ["attributes on a method"] = ("class A { [Model, Input(4), Dense(3)] void M() { } }", []),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_answered_soon(string name)
    {
        var (source, rules) = Sources[name];
        var shortest = TimeSpan.MaxValue;
        for (var trial = 0; trial < 3 && shortest > Most; trial++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var said = GeneratorRun.Of("using Adjoint;\n" + source).Analyze();
            var time = Process.GetCurrentProcess().TotalProcessorTime - before;
            shortest = time < shortest ? time : shortest;

            Assert.Equal(rules.Order(StringComparer.Ordinal), said.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
        }

        Assert.True(shortest <= Most, $"{shortest.TotalSeconds:0.0} s");
    }

    private static string Layers(int pairs) => string.Concat(Enumerable.Repeat("[Dense(8), Relu]\n", pairs));
}
