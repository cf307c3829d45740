using Adjoint.Generator.Parsing;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Parsing;

/// <summary>What is read of a row: which properties, in which order, with which columns.</summary>
public class ExampleParserTests
{
    [Fact]
    public void The_words_of_a_positional_record_stand_on_parameters_or_on_properties() => Assert.Equal(
        ["A", "B", "C", "D"],
        Features("[Example] public partial record Row([Feature] float A, [property: Feature] float B, float Left, [Feature, Log] float C, [Label] bool Y) { [Feature] public float D { get; init; } }"));

    [Fact]
    public void Features_of_base_types_come_first() => Assert.Equal(
        ["A", "B", "C"],
        Features("public record Base([Feature] float A) { [Feature] public virtual float B { get; init; } } [Example] public partial record Row(float A, [Feature] float C, [Label] bool Y) : Base(A);"));

    [Fact]
    public void An_override_stays_in_its_place() => Assert.Equal(
        ["A", "B"],
        Features("""
            public abstract class Base { [Feature] public abstract float A { get; } }
            [Example] public partial class Row : Base { [Feature] public float B { get; set; } public override float A => 2; [Label] public bool Y { get; set; } }
            """));

    [Fact]
    public void Words_on_the_parameter_of_an_inherited_property_count() => Assert.Equal(
        ["A", "C"],
        Features("public record Base(float A); [Example] public partial record Row([Feature] float A, [Feature] float C, [Label] bool Y) : Base(A);"));

    [Fact]
    public void Columns_are_counted()
    {
        var row = Parse("""
            public enum Kind { A = 3, B, AlsoA = 3, C = -1 }
            [Example]
            public partial record Row(
                [Feature] Kind One, [Feature(Missing = Missing.Indicator)] Kind? Two, [Feature(Length = 7)] int[] Three, [Feature(Missing = Missing.Indicator)] int? Four,
                [Feature(Parts = DateParts.Year | DateParts.Second)] System.DateTime Five, [Label] Kind2 Y);
            public enum Kind2 { No, Yes }
            """).Declaration;
        Assert.Equal([3, 4, 7, 2, 3], row.Features.Select(feature => feature.Columns));
        Assert.Equal(["C", "A", "B"], row.Features[0].Enum!.Members.Select(member => member.Name));
        Assert.Equal("global::Kind2", row.LabelType);
    }

    [Theory]
    [InlineData("[Label] int Y", "int")]
    [InlineData("[Label] byte? Y", "int")]
    [InlineData("[Label] bool Y, [Label] bool Z", "bool")]
    [InlineData("[Label] System.Half Y, [Label] decimal? Z", "float")]
    public void What_a_set_is_labelled_with(string label, string expected)
        => Assert.Equal(expected, Parse($"[Example] public partial record Row([Feature] float X, {label});").Declaration.LabelType);

    private static IEnumerable<string> Features(string source)
    {
        var parsed = Parse(source);
        Assert.Empty(parsed.Problems);
        GeneratorRun.Of("using Adjoint;\n" + source).AssertClean();
        return parsed.Declaration.Features.Select(feature => feature.Property);
    }

    private static ExampleResult Parse(string source)
        => ExampleParser.Parse(Sources.Project("using Adjoint;\n" + source).GetTypeByMetadataName("Row")!, CancellationToken.None);
}
