using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0028 to ADJ0035, and ADJ0037: rows of the user's own, and models of them.</summary>
public class RowTests
{
    private const string Kinds = "public enum Kind { A, B, C } [System.Flags] public enum Flags { A = 1, B = 2 } public enum None { } public enum Twice { A, B = 0 }\n";

    [Theory]
    [InlineData("public record Row([Feature] float X, [Label] Kind Y);", "Row")]
    [InlineData("public class Row { [Feature] public float X { get; set; } [Label] public Kind Y { get; set; } }", "Row")]
    public void A_type_that_is_not_partial(string declaration, string name) => Says(
        $"[Example] {declaration}", $"ADJ0028 «{name}» An example is a partial type, whose encoder is another part of it: add 'partial' to 'Row'");

    [Theory]
    [InlineData("public partial record Row<T>([Feature] float X, [Label] Kind Y);", "it is generic, and its columns must be known when compiling")]
    [InlineData("file partial record Row([Feature] float X, [Label] Kind Y);", "it is local to a file, and its generated part is another file")]
    [InlineData("public ref partial struct Row { [Feature] public float X { get; set; } [Label] public Kind Y { get; set; } }", "it is a ref struct, of which there are no lists")]
    [InlineData("public partial record Row(float X, [Label] Kind Y);", "it has no [Feature], and a model needs something to see")]
    [InlineData("public partial record Row([Feature] float X, Kind Y);", "it has no [Label], and a model needs something to learn")]
    [InlineData("public partial record Row([Feature(Length = 20_000_000)] float[] X, [Label] Kind Y);", "it has 20,000,000 columns, and at most 16,777,216 are allowed")]
    public void A_type_that_cannot_be_an_example(string declaration, string reason)
        => Says($"[Example] {declaration}", $"ADJ0029 «Row» 'Row' cannot be an example: {reason}");

    [Theory]
    [InlineData("[Feature] string X", "a string has no columns: make it an enum")]
    [InlineData("[Feature] char X", "its type char has no columns: a number, a bool, an enum, a date or time, or an array of numbers has")]
    [InlineData("[Feature] System.Collections.Generic.List<float> X", "its type List<float> has no columns: a number, a bool, an enum, a date or time, or an array of numbers has")]
    [InlineData("[Feature(Length = 3)] float[,] X", "its type float[,] has no columns: a number, a bool, an enum, a date or time, or an array of numbers has")]
    [InlineData("[Feature(Length = 3)] string[] X", "its type string[] has no columns: a number, a bool, an enum, a date or time, or an array of numbers has")]
    [InlineData("[Feature] Flags X", "the enum 'Flags' is a set of flags: make a bool of each")]
    [InlineData("[Feature] None X", "the enum 'None' has no values")]
    [InlineData("[Feature] float[] X", "the length of an array must be known when compiling, such as Length = 16")]
    [InlineData("[Feature(Length = 0)] float[] X", "its Length is 0, expected at least 1")]
    [InlineData("[Feature(Length = 2)] float X", "Length is of arrays")]
    [InlineData("[Feature] System.DateTime X", "say which parts of it are columns, such as Parts = DateParts.Month")]
    [InlineData("[Feature] System.TimeOnly X", "say which parts of it are columns, such as Parts = DateParts.Hour")]
    [InlineData("[Feature(Parts = DateParts.Hour)] System.DateOnly X", "DateOnly has no Hour")]
    [InlineData("[Feature(Parts = DateParts.Hour | DateParts.Day)] System.TimeOnly X", "TimeOnly has no Day")]
    [InlineData("[Feature(Parts = (DateParts)512)] System.DateTime X", "Parts is 512, expected members of DateParts")]
    [InlineData("[Feature(Parts = DateParts.Month)] int X", "Parts are of dates and times")]
    [InlineData("[Feature(Missing = Missing.Indicator)] int X", "it is never missing: make it int?, or leave Missing out")]
    [InlineData("[Feature(Missing = Missing.Indicator, Length = 2)] int[] X", "Missing is of nullable values, and an array is none")]
    [InlineData("[Feature(Missing = Missing.Value)] Kind? X", "no number stands for a missing one of its kind: Missing.Indicator, or Missing.Fail")]
    [InlineData("[Feature(MissingValue = 2)] float? X", "MissingValue needs Missing = Missing.Value")]
    [InlineData("[Feature(Missing = Missing.Value, MissingValue = double.NaN)] float? X", "its MissingValue is NaN, expected a finite float32 number")]
    [InlineData("[Feature(Missing = (Missing)7)] float? X", "Missing is 7, expected a member of Missing")]
    [InlineData("[Feature, Log] bool X", "[Log] is of numbers")]
    [InlineData("[Log] float X", "[Log] is of features: add [Feature]")]
    [InlineData("[Standardize] float X", "[Standardize] is of features: add [Feature]")]
    [InlineData("[property: MinMax] float X", "[MinMax] is of features: add [Feature]")]
    [InlineData("[Feature, Standardize] bool X", "[Standardize] is of numbers, and a bool is 0 or 1 already")]
    [InlineData("[Feature, MinMax] bool? X", "[MinMax] is of numbers, and a bool is 0 or 1 already")]
    [InlineData("[Feature, MinMax] Kind X", "[MinMax] is of numbers, and the columns of an enum are 0 or 1 already")]
    [InlineData("[Feature(Parts = DateParts.Month), Standardize] System.DateOnly X", "[Standardize] is of numbers, and of a date or time only DateParts.Year is one: the others are a sine and a cosine")]
    [InlineData("[Feature, MinMax, Standardize] float X", "[Standardize] and [MinMax] both say its scale: leave one of them")]
    [InlineData("[Feature, Standardize(Name = \"scale\")] float X", "[Standardize] of a property has no name, and this one is 'scale'")]
    public void A_property_that_cannot_be_a_feature(string property, string reason)
        => Says($"[Example] public partial record Row([Feature] float First, {property}, [Label] Kind Y);", $"ADJ0030 «X» 'X' cannot be a feature: {reason}");

    [Theory]
    [InlineData("[Feature] public static float X { get; set; }", "it is static, the same for all rows")]
    [InlineData("[Feature] public float X { set { } }", "it cannot be read")]
    [InlineData("[Feature, System.Obsolete(\"no\", true)] public float X { get; set; }", "it is obsolete, and naming it is an error")]
    public void A_property_that_cannot_be_read(string property, string reason)
        => Says($"[Example] public partial class Row {{ [Feature] public float First {{ get; set; }} {property} [Label] public Kind Y {{ get; set; }} }}", $"ADJ0030 «X» 'X' cannot be a feature: {reason}");

    [Fact]
    public void Features_on_two_declarations() => Says(
        "[Example] public partial class Row { [Feature] public float A { get; set; } [Label] public Kind Y { get; set; } }\npublic partial class Row { [Feature] public float B { get; set; } }",
        "ADJ0030 «B» 'B' cannot be a feature: it stands on a second declaration of 'Row', and all stand on one, because their order is the order of the columns");

    [Fact]
    public void A_parameter_that_is_no_property() => Says(
        "[Example] public partial class Row([Feature] float x) { public float Sum => x; [Feature] public float A { get; set; } [Label] public Kind Y { get; set; } }",
        "ADJ0030 «x» 'x' cannot be a feature: it is a parameter, and no property of 'Row'");

    [Theory]
    [InlineData("[Label] string Y", "its type string is no label: an enum, an int, a bool, or a floating-point number is")]
    [InlineData("[Label] long Y", "a class is an int, and it is a long; a value is a float")]
    [InlineData("[Label] Flags Y", "of its enum 'Flags': it is a set of flags, and a sample has one label")]
    [InlineData("[Label] None Y", "of its enum 'None': it has no values")]
    [InlineData("[Label] Twice Y", "of its enum 'Twice': 'A' and 'B' have the same value")]
    [InlineData("[Feature, Label] float Y", "it is a feature too, and a model would only copy it")]
    [InlineData("[Label, Log] float Y", "[Log] is of features")]
    [InlineData("[Label, Standardize] float Y", "[Standardize] is of features")]
    [InlineData("[Label, MinMax] Kind Y", "[MinMax] is of features")]
    [InlineData("[Label] Kind First, [Label] Kind Y", "'First' is a label already, and a row has one class")]
    [InlineData("[Label] int First, [Label] float Y", "'First' is a label already, and a row has one class")]
    [InlineData("[Label] bool First, [Label] double Y", "'First' is a bool, and the labels of a row are of one kind")]
    public void A_property_that_cannot_be_a_label(string property, string reason)
        => Says($"[Example] public partial record Row([Feature] float X, {property});", $"ADJ0031 «Y» 'Y' cannot be a label: {reason}");

    [Theory]
    [InlineData("public int Columns { get; set; }", "Columns")]
    [InlineData("public static void Dataset() { }", "Dataset")]
    [InlineData("public int Encode;", "Encode")]
    [InlineData("public bool Stream { get; set; }", "Stream")]
    public void A_member_that_the_generated_code_declares_too(string member, string name) => Says(
        $"[Example] public partial class Row {{ [Feature] public float X {{ get; set; }} [Label] public Kind Y {{ get; set; }} {member} }}",
        $"ADJ0020 «{name}» 'Row' declares {name}, which the generated code declares too: rename or remove it");

    [Theory]
    [InlineData("public record Row(float X);", "Row", "has no [Example]", "")]
    [InlineData("", "int", "has no [Example]", "")]
    [InlineData("", "float[]", "has no [Example]", "")]
    [InlineData("[Example] internal partial record Row([Feature] float X, [Label] Kind Y);", "Row", "is less accessible than the model", "")]
    public void A_model_of_what_is_no_example(string row, string name, string reason, string more) => Says(
        $"{row}\n[Model<{name}>, Dense<Kind>, CrossEntropy, Adam] public partial class Net;{more}",
        $"ADJ0032 «Model<{name}>» [Model<{name}>] is of rows, but '{name}' {reason}");

    [Fact]
    public void A_model_of_rows_with_an_input() => Says(
        Row("Kind Y") + "[Model<Row>, Input(1), Dense<Kind>, CrossEntropy, Adam] public partial class Net;",
        "ADJ0033 «Input(1)» [Input]: the columns of 'Row' are the input of this model: remove it");

    [Fact]
    public void Both_kinds_of_model() => Says(
        Row("Kind Y") + "[Model<Row>, Model, Dense<Kind>, CrossEntropy, Adam] public partial class Net;", "ADJ0008 «Model» [Model] is a second [Model]: a model has one");

    [Theory]
    [InlineData("Kind Y", "MeanSquaredError", "floats", "the enum Kind", "[CrossEntropy]", "Dense(1)")]
    [InlineData("bool Y", "CrossEntropy", "classes", "a bool", "[BinaryCrossEntropy]", "Dense(2)")]
    [InlineData("float Y", "CrossEntropy", "classes", "a float", "[MeanSquaredError]", "Dense(2)")]
    [InlineData("int Y", "Huber", "floats", "an int", "[CrossEntropy], or make it a float", "Dense(1)")]
    [InlineData("double Y", "BinaryCrossEntropy", "bools", "a double", "[MeanSquaredError]", "Dense(1)")]
    public void A_loss_that_does_not_fit_the_label(string label, string loss, string compared, string words, string remedy, string dense) => Says(
        Row(label) + $"[Model<Row>, {dense}, {loss}, Adam] public partial class Net;",
        $"ADJ0034 «{loss}» [{loss}] compares with {compared}, but the label 'Y' of 'Row' is {words}: {remedy}");

    [Theory]
    [InlineData("Kind Y", "Dense(3)", "CrossEntropy", "scores of numbered classes", "the label 'Y', the enum Kind", "[Dense<Kind>]")]
    [InlineData("Kind Y", "Dense<Twin>", "CrossEntropy", "a score for each value of Twin", "the label 'Y', the enum Kind", "[Dense<Kind>]")]
    [InlineData("int Y", "Dense<Kind>", "CrossEntropy", "a score for each value of Kind", "the label 'Y', an int", "[Dense(n)] with the number of classes")]
    [InlineData("float Y", "Dense(2)", "MeanSquaredError", "2 outputs", "one label, 'Y'", "an output for each label")]
    [InlineData("float Y, [Label] float Z", "Dense(1)", "MeanSquaredError", "one output", "2 labels", "an output for each label")]
    public void Outputs_that_do_not_fit_the_label(string label, string dense, string loss, string gives, string has, string remedy) => Says(
        "public enum Twin { A, B, C }\n" + Row(label) + $"[Model<Row>, {dense}, {loss}, Adam] public partial class Net;",
        $"ADJ0035 «{dense}» [{dense}] gives {gives}, but 'Row' has {has}: {remedy}");

    [Theory]
    [InlineData("Standardize", "MinMax", "Standardize, Dense<Kind>")]
    [InlineData("MinMax", "MinMax", "Relu, MinMax, Dense<Kind>")]
    [InlineData("MinMax", "Standardize", "Embedding(9, 2), Flatten, MinMax, Dense<Kind>")]
    public void A_column_is_scaled_by_the_model_or_by_its_property(string word, string ofProperty, string layers)
    {
        var said = GeneratorRun.Of("using Adjoint;\n" + Kinds + $"[Example] public partial record Row([Feature] float W, [Feature, {ofProperty}] float X, [Label] Kind Y);\n"
            + $"[Model<Row>, {layers}, CrossEntropy, Adam] public partial class Net;\n" + Use.Replace("rows.AsMemory()", "rows", StringComparison.Ordinal)).Diagnostics();
        Assert.Contains($"[{word}] scales every column of 'Row', but its 'X' has [{ofProperty}]: leave the word to the properties or to the model", said.Select(diagnostic => diagnostic.GetMessage(null)));
        Assert.All(said, diagnostic => Assert.StartsWith("ADJ", diagnostic.Id, StringComparison.Ordinal));
        Assert.DoesNotContain("ADJ0036", layers.StartsWith(word, StringComparison.Ordinal) ? said.Select(diagnostic => diagnostic.Id) : []);
    }

    [Fact]
    public void A_second_scale_is_underlined_at_the_model() => Says(
        "[Example] public partial record Row([Feature, MinMax] float X, [Label] Kind Y);\n[Model<Row>, Standardize, Dense<Kind>, CrossEntropy, Adam] public partial class Net;\n" + Use,
        "ADJ0037 «Standardize» [Standardize] scales every column of 'Row', but its 'X' has [MinMax]: leave the word to the properties or to the model");

    [Fact]
    public void Indices_in_rows_are_not_scaled() => Says(
        "[Example] public partial record Row([Feature, MinMax] int X, [Label] Kind Y);\n[Model<Row>, Embedding(9, 2), Flatten, Dense<Kind>, CrossEntropy, Adam] public partial class Net;\n"
            + "public static class Scale { public static float Of(Net net) => net.Scaling.Shift.Values[0] + net.Embedding1.Weight.Values[0]; }\n" + Use,
        "ADJ0022 «Embedding(9, 2)» [Embedding(9, 2)] looks up whole numbers, but [MinMax] before it computes others: an embedding is the first layer");

    [Fact]
    public void A_layer_that_is_named_as_the_scaling_of_columns_would_be()
    {
        var run = GeneratorRun.Of("using Adjoint;\n" + Kinds + "[Example] public partial record Row([Feature, MinMax] float X, [Label] Kind Y);\n"
            + "[Model<Row>, Dense<Kind>(Name = \"scaling\"), CrossEntropy, Adam] public partial class Net;\npublic static class Use { public static Parameter Of(Net net) => net.Scaling1.Shift; }");
        run.AssertClean();
    }

    [Fact]
    public void A_mistake_in_the_row_is_the_only_error_of_its_model_too() => Says(
        "[Example] public partial record Row([Feature] string X, [Label] Kind Y);\n[Model<Row>, Dense<Kind>, CrossEntropy, Adam] public partial class Net;\n" + Use,
        "ADJ0030 «X» 'X' cannot be a feature: a string has no columns: make it an enum");

    [Fact]
    public void A_mistake_in_the_model_is_the_only_error_of_its_uses() => Says(
        Row("Kind Y") + "[Model<Row>, Dense(0), Dense<Kind>, CrossEntropy, Adam] public partial class Net;\n" + Use,
        "ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1");

    [Fact]
    public void Train_of_rows_alone_trains_nothing() => Says(
        Row("Kind Y") + "[Model<Row>, Dense<Kind>, CrossEntropy, Adam] public partial class Net;\npublic static class Use { public static void Of(Net net, Row[] rows) { net.Train(rows); } }",
        "ADJ0017 «net.Train(rows)» Train alone trains nothing: loop over its Epochs, or call Fit");

    [Fact]
    public void A_member_of_the_model_that_takes_rows_too() => Says(
        Row("Kind Y") + "[Model<Row>, Dense<Kind>, CrossEntropy, Adam] public partial class Net { public Kind Classify(Row row) => row.Y; public Kind Classify(string text) => Kind.A; }",
        "ADJ0020 «Classify» 'Net' declares Classify(Row), which the generated code declares too: rename or remove it");

    [Fact]
    public void Rows_of_one_record_are_no_rows_of_another()
    {
        var said = GeneratorRun.Of("using Adjoint;\n" + Kinds + Row("Kind Y") + "[Example] public partial record Other([Feature] float X, [Label] Kind Y);\n"
            + "[Model<Row>, Dense<Kind>, CrossEntropy, Adam] public partial class Net;\npublic static class Use { public static void Of(Net net, Other[] rows) => net.Fit(rows); }").Diagnostics();
        Assert.Equal("CS1503", Assert.Single(said).Id);
    }

    private const string Use = """
        public static class Use
        {
            public static Kind Of(Net net, Row[] rows, System.Collections.Generic.List<Row> list)
            {
                net.Fit(rows, new() { Validation = Row.Dataset(list) });
                net.Fit(list);
                net.Fit(Row.Dataset(rows.AsMemory()));
                net.Predict(rows[0], new float[3]);
                return net.Evaluate(rows).Loss > 1 || Row.Columns.Count > 2 ? Kind.A : net.Classify(rows[0]);
            }
        }
        """;

    private static string Row(string label) => $"[Example] public partial record Row([Feature] float X, [Label] {label});\n";

    private static void Says(string source, params string[] expected)
        => Check.Says((source.Contains("AsMemory") ? "using System;\n" : string.Empty) + Kinds + source, expected);
}
