using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>Rows of odd names in odd places, each with a model of it: the compiler has nothing to say.</summary>
public class RowNamesTests
{
    private const string Words = "[global::Adjoint.Model<{0}>, global::Adjoint.Dense(2), global::Adjoint.CrossEntropy, global::Adjoint.Adam] public partial class Net;\n";

    [Theory]
    [InlineData("partial record")]
    [InlineData("partial record class")]
    [InlineData("sealed partial record")]
    [InlineData("abstract partial record")]
    [InlineData("partial record struct")]
    [InlineData("readonly partial record struct")]
    public void Records(string kind) => Compiles($"[Adjoint.Example] public {kind} Row([Adjoint.Feature] float X, [Adjoint.Label] int Y);\n{Model("Row")}");

    [Theory]
    [InlineData("partial class")]
    [InlineData("sealed partial class")]
    [InlineData("partial struct")]
    [InlineData("partial record")]
    [InlineData("partial record struct")]
    public void Types(string kind) => Compiles(
        $"[Adjoint.Example] public {kind} Row {{ [Adjoint.Feature] public float X {{ get; private set; }} [Adjoint.Label] private int Y {{ get; set; }} }}\n{Model("Row")}");

    [Theory]
    [InlineData("@class")]
    [InlineData("@int")]
    [InlineData("Adjoint")]
    [InlineData("System")]
    [InlineData("Kernels")]
    [InlineData("Lists")]
    [InlineData("IExample")]
    [InlineData("BadValue")]
    [InlineData("Encoding")]
    [InlineData("層")]
    public void Names_of_rows(string name)
    {
        const string Pragma = "#pragma warning disable CS8981, CS8860\n";
        Compiles($"{Pragma}namespace Mine {{ [global::Adjoint.Example] public partial record {name}([global::Adjoint.Feature] float X, [global::Adjoint.Label] int Y);\n{Model(name)} }}");
    }

    [Theory]
    [InlineData("@class")]
    [InlineData("@event")]
    [InlineData("row")]
    [InlineData("columns")]
    [InlineData("labels")]
    [InlineData("bad")]
    [InlineData("value")]
    [InlineData("Adjoint")]
    [InlineData("Sys")]
    [InlineData("Lists")]
    [InlineData("Length")]
    [InlineData("Ünïcode")]
    public void Names_of_properties(string name) => Compiles(
        $"using Adjoint;\n[Example] public partial record Row([Feature] float {name}, [Feature(Missing = Missing.Indicator)] double? {name}2, [Label] int {name}3);\n{Model("Row")}");

    [Fact]
    public void A_property_named_as_its_enum() => Compiles(
        "using Adjoint;\npublic enum Kind { A = 2, B = 7 }\n[Example] public partial record Row([Feature] Kind Kind, [Label] Row.Sort Species) { public enum Sort { One, Two } }\n"
            + "[Model<Row>, Dense<Row.Sort>, CrossEntropy, Adam] public partial class Net;");

    [Theory]
    [InlineData("partial class")]
    [InlineData("static partial class")]
    [InlineData("partial record struct")]
    [InlineData("partial interface")]
    public void Nested(string outer) => Compiles(
        $"using Adjoint;\npublic {outer} Outer {{ public partial class Inner {{ [Example] internal partial record Row([Feature] float X, [Label] int Y);\n{Model("Row").Replace("public", "internal", StringComparison.Ordinal)} }} }}");

    [Fact]
    public void Private_within_a_model() => Compiles(
        "using Adjoint;\npublic partial class Outer { [Example] private partial record Row([Feature] float X, [Label] Kind Y); private enum Kind { A, B }\n"
            + "[Model<Row>, Dense<Kind>, CrossEntropy, Adam] private partial class Net; }");

    [Fact]
    public void In_a_namespace_of_keywords() => Compiles(
        $"namespace @namespace.@class {{ [global::Adjoint.Example] public partial record @int([global::Adjoint.Feature] float @float, [global::Adjoint.Label] bool @bool);\n"
            + "[global::Adjoint.Model<@int>, global::Adjoint.Dense(1), global::Adjoint.BinaryCrossEntropy, global::Adjoint.Adam] public partial class @event; }");

    [Fact]
    public void Records_that_derive_from_records() => Compiles(
        $"using Adjoint;\n[Example] public partial record Base([Feature] float X, [Label] int Y);\n[Example] public partial record Row(float X, [Feature] float Z, int Y) : Base(X, Y);\n{Model("Row")}"
            + "public static class Use { public static Dataset<int> Of(Row[] rows, Base[] bases) => Row.Columns.Count == 2 ? Row.Dataset(rows) : Base.Dataset(bases); }");

    [Fact]
    public void Base_types_with_the_names_of_emitted_members() => Compiles(
        $"using Adjoint;\npublic class Base {{ public int Columns; [Feature] public float X {{ get; set; }} [Label] public int Y {{ get; set; }} }}\n[Example] public partial class Row : Base;\n{Model("Row")}");

    [Theory]
    [InlineData("protected bool Stream { get; set; }")]
    [InlineData("public int Stream, Dataset;")]
    [InlineData("public static void Stream(int rows) { }")]
    [InlineData("public sealed class Stream;")]
    public void Base_types_that_have_a_stream(string member) => Compiles(
        $"using Adjoint;\npublic class Base {{ {member} [Feature] public float X {{ get; set; }} [Label] public int Y {{ get; set; }} }}\n[Example] public partial class Row : Base;\n{Model("Row")}");

    [Fact]
    public void Streams_of_rows_of_odd_names() => Compiles(
        "using Adjoint;\nnamespace Mine { class Stream; class RowStream; class StreamOptions; class IAsyncEnumerable; class Func; class CancellationToken; namespace Threading { } class System;\n"
            + "[Example] public partial record @class([Feature] float X, [Label] int Y);\n"
            + "[Example] public partial record Derived(float X, [Feature] float Z, int Y) : @class(X, Y);\n"
            + "public static class Use { public static RowStream<int> Of(global::System.Collections.Generic.IAsyncEnumerable<Derived> rows) => Derived.Stream(rows, new() { RowsPerEpoch = 5 });\n"
            + "public static RowStream<int> Again(global::System.Collections.Generic.IAsyncEnumerable<@class> rows) => @class.Stream(_ => rows, new() { RowsPerEpoch = 5 }); } }\n"
                .Replace("RowStream<int>", "global::Adjoint.RowStream<int>", StringComparison.Ordinal));

    [Fact]
    public void Obsolete_in_every_place() => Compiles(
        "using System;\nusing Adjoint;\n[Obsolete] public enum Kind { A, [Obsolete] B = 4 }\n"
            + "#pragma warning disable CS0612\n[Example] public partial record Row { [Feature, Obsolete] public float X { get; init; } [Feature] public Kind K { get; init; } [Label] public int Y { get; init; } }\n"
            + Model("Row"));

    [Fact]
    public void Two_names_that_differ_in_case() => Compiles(
        $"using Adjoint;\n[Example] public partial record Row([Feature] float Age, [Feature] float age, [Feature(Missing = Missing.Value)] int? AGE, [Label] int Y);\n{Model("Row")}");

    [Fact]
    public void Types_beside_the_row()
    {
        string[] names = ["Columns", "Encoding", "Span", "ReadOnlyMemory", "IReadOnlyList", "Kernels", "Sys", "Lists", "IExample", "ExampleColumn", "ExampleColumns", "BadValue", "RowOptions", "Dataset", "Stream", "RowStream", "StreamOptions", "Func", "Species"];
        Compiles($"namespace Mine {{ {string.Concat(names.Select(name => $"internal class {name};\n"))}\n[global::Adjoint.Example] public partial record Row([global::Adjoint.Feature] float X, [global::Adjoint.Feature] global::Kind K, [global::Adjoint.Label] int Y);\n{Model("Row")} }}\npublic enum Kind {{ A, B = 3 }}");
    }

    [Theory]
    [InlineData("[Adjoint.Example] public partial record Row([Adjoint.Feature] Missing X, [Adjoint.Label] int Y);", "CS0246")]
    [InlineData("[Adjoint.Example] public partial record Row([Adjoint.Feature(Length = )] float[] X, [Adjoint.Label] int Y);", "CS1525")]
    [InlineData("[Adjoint.Example] public enum Row { A }", "CS0592")]
    [InlineData("[Adjoint.Example] public partial record Row([Adjoint.Feature] float X, [Adjoint.Label] int Y) : Row;", "CS0146")]
    [InlineData("[Adjoint.Model<Missing>, Adjoint.Dense(2), Adjoint.CrossEntropy, Adjoint.Adam] public partial class Net;", "CS0246")]
    public void Half_typed_rows_are_the_compilers_business(string source, string expected)
        => Assert.Contains(expected, GeneratorRun.Of(source).Diagnostics().Select(diagnostic => diagnostic.Id));

    private static string Model(string row) => Words.Replace("{0}", row, StringComparison.Ordinal);

    private static void Compiles(string source) => GeneratorRun.Of(source).AssertClean();
}
