using Adjoint.Generator.Tests.Snapshots;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>What an edit of a row computes again, of it and of the model of it.</summary>
public class RowTests
{
    private const string Net = "using Adjoint;\n[Model<Row>, Dense<Kind>, CrossEntropy, Adam]\npublic partial class Net;\n";
    private const string Row = "using Adjoint;\npublic enum Kind { A, B }\n[Example]\npublic partial record Row([Feature] float X, [Feature] int Y, [Label] Kind Kind);\n";

    [Fact]
    public void Nothing_edited()
    {
        var run = new TrackedRun(Net, Row);
        Is(run, New, New, New, New);
        Is(run.Edit(1, Row), Cached, Cached, Cached, Cached);
    }

    [Theory]
    [InlineData("// a comment\n")]
    [InlineData("using System;\n")]
    public void An_edit_above_the_row_moves_its_lines(string above) => Is(new TrackedRun(Net, Row).Edit(1, above + Row), Cached, Cached, Cached, Cached);

    [Fact]
    public void A_property_that_is_renamed_is_none_of_the_models_concern()
    {
        var run = new TrackedRun(Net, Row).Edit(1, Row.Replace("float X", "float Length", StringComparison.Ordinal));
        Is(run, Cached, Cached, Modified, Modified);
        Assert.Contains("columns[0] = row.Length;", run.Text("Row.Example.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float X", "float Length")]
    [InlineData("float X", "double X")]
    public void A_scaled_column_of_another_name_or_type_is_none_of_the_models_concern(string before, string after)
    {
        var scaled = Row.Replace("[Feature] float X", "[Feature, Standardize] float X", StringComparison.Ordinal);
        Is(new TrackedRun(Net, scaled).Edit(1, scaled.Replace(before, after, StringComparison.Ordinal)), Cached, Cached, Modified, Modified);
    }

    [Fact]
    public void Another_column_that_is_scaled_is_another_layer()
    {
        var scaled = Row.Replace("[Feature] float X", "[Feature, Standardize] float X", StringComparison.Ordinal);
        var run = new TrackedRun(Net, scaled).Edit(1, scaled.Replace("[Feature] int Y", "[Feature, Standardize] int Y", StringComparison.Ordinal));
        Is(run, Modified, Modified, Modified, Modified);
        Assert.Contains("First: 0, Count: 2)", run.Text("Net.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_more_is_a_wider_input()
    {
        var run = new TrackedRun(Net, Row).Edit(1, Row.Replace("[Label]", "[Feature] bool Z, [Label]", StringComparison.Ordinal));
        Is(run, Modified, Modified, Modified, Modified);
        Assert.Contains("Inputs: 3,", run.Text("Net.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_without_words_is_nobodys_concern()
        => Is(new TrackedRun(Net, Row).Edit(1, Row.Replace("[Label]", "string Name, [Label]", StringComparison.Ordinal)), Cached, Cached, Cached, Cached);

    [Fact]
    public void A_mistake_in_the_row_and_its_remedy()
    {
        var run = new TrackedRun(Net, Row).Edit(1, Row.Replace("float X", "string X", StringComparison.Ordinal));
        Assert.Contains("ADJ0030", run.Text("Row.Example.g.cs"), StringComparison.Ordinal);
        run.Edit(1, Row);
        Assert.Equal(8, run.Result.GeneratedSources.Length);
    }

    [Fact]
    public void An_edit_of_the_model_leaves_the_row_alone()
        => Is(new TrackedRun(Net, Row).Edit(0, Net.Replace("Dense<", "Dense(7), Dense<", StringComparison.Ordinal)), Modified, Modified, Cached, Cached);

    [Theory]
    [InlineData(Models.Houses)]
    [InlineData(Models.Letters)]
    [InlineData(Models.Columns)]
    [InlineData("using Adjoint;\n[Example] public partial record Row([Feature] string X, [Label] long Y);\n[Model<Row>, Dense(2), CrossEntropy, Adam] public partial class Net;")]
    public void Cached_values_are_our_own(string source) => CachedValuesTests.AreOurOwn(new TrackedRun(source));

    private static void Is(TrackedRun run, params IncrementalStepRunReason[] reasons) => Assert.Equal(
        reasons.Select(reason => new[] { reason }),
        new[] { TrainingGenerator.ParseStep, TrainingGenerator.CompileStep, TrainingGenerator.ParseExampleStep, TrainingGenerator.CompileExampleStep }.Select(run.Reasons));
}
