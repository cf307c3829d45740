using Adjoint.Generator.Tests.Snapshots;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>What is computed again after an edit, and what is not.</summary>
public class IncrementalityTests
{
    private const string Net = "using Adjoint;\n[Model, Input(4), Dense<Kind>, CrossEntropy, Adam]\npublic partial class Net;\n";
    private const string Kind = "public enum Kind { A, B }";

    [Fact]
    public void Nothing_edited()
    {
        var run = new TrackedRun(Net, Kind);
        Is(run, New, New);
        Is(run.Edit(1, Kind), Cached, Cached);
    }

    [Theory]
    [InlineData("class Unrelated { void M() { } }")]
    [InlineData("class Unrelated { int M() => 3; }")]
    [InlineData("this is no C#")]
    public void An_unrelated_edit_in_another_file(string text)
        => Is(new TrackedRun(Net, Kind, "class Unrelated { }").Edit(2, text), Cached, Cached);

    [Theory]
    [InlineData("// a comment\n\n\n")]
    [InlineData("/* a comment */")]
    [InlineData("using System;\n")]
    [InlineData("\r\n")]
    public void An_edit_above_the_model_moves_its_lines(string above) => Is(new TrackedRun(Net, Kind).Edit(0, above + Net), Cached, Cached);

    [Theory]
    [InlineData("Input(4), ", "Input(4),\n    ")]
    [InlineData("Input(4)", "Input( 4 ) /* four */")]
    [InlineData("Input(4)", "Input(2 + 2)")]
    [InlineData("Input(4), Dense<Kind>", "Input(4)]\n[Dense<Kind>")]
    [InlineData("public partial class", "public sealed partial class")]
    [InlineData("[Model, ", "[System.Obsolete][Model, ", true)]
    public void An_edit_that_means_the_same(string from, string to, bool movesAttributes = false)
    {
        // Another attribute in front moves the positions that diagnostics refer to, and yet changes no file.
        var run = new TrackedRun(Net, Kind).Edit(0, Net.Replace(from, to, StringComparison.Ordinal));
        Is(run, movesAttributes ? Modified : Cached, movesAttributes ? Unchanged : Cached);
    }

    [Fact]
    public void An_enum_in_another_file_gains_a_value()
    {
        var run = new TrackedRun(Net, Kind);
        Assert.Contains("Outputs: 2,", run.Text("Net.g.cs"), StringComparison.Ordinal);
        Is(run.Edit(1, "public enum Kind { A, B, C }"), Modified, Modified);
        Assert.Contains("Outputs: 3,", run.Text("Net.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_enum_in_another_file_becomes_flags()
    {
        var run = new TrackedRun(Net, Kind).Edit(1, "[System.Flags] public enum Kind { A, B }");
        Is(run, Modified, Modified);
        Assert.Contains("ADJ0012", run.Text("Net.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_in_another_file_changes()
    {
        var run = new TrackedRun(
            "using Adjoint;\n[Model, Input(Sizes.Width), Dense(3), CrossEntropy, Adam]\npublic partial class Net;", "static class Sizes { public const int Width = 4; }");
        Is(run.Edit(1, "static class Sizes { public const int Width = 5; }"), Modified, Modified);
        Assert.Contains("Inputs: 5,", run.Text("Net.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_class_on_another_part_rejects_the_model()
    {
        var run = new TrackedRun(Net, Kind, "partial class Net;");
        Assert.Equal(6, run.Result.GeneratedSources.Length);
        run.Edit(2, "class Parent; partial class Net : Parent;");
        Assert.Empty(run.Result.GeneratedSources);
        run.Edit(2, "partial class Net;");
        Assert.Equal(6, run.Result.GeneratedSources.Length);
    }

    [Fact]
    public void Of_two_models_only_the_edited_one_is_compiled()
    {
        var run = new TrackedRun(Models.Garment, Models.Integers).Edit(1, Models.Integers.Replace("Dense(3,", "Dense(6,", StringComparison.Ordinal));
        Assert.Equal([Modified, Cached], run.Reasons(TrainingGenerator.ParseStep).Order());
        Assert.Equal([Modified, Cached], run.Reasons(TrainingGenerator.CompileStep).Order());
        Assert.Equal(12, run.Result.GeneratedSources.Length);
    }

    [Fact]
    public void Of_two_models_in_one_file_too()
    {
        const string Two = "using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam] partial class A;\n[Model, Input(4), Dense(5), CrossEntropy, Adam] partial class B;";
        var run = new TrackedRun(Two).Edit(0, Two.Replace("Dense(3)", "Dense(30)", StringComparison.Ordinal));
        Assert.Equal([Modified, Cached], run.Reasons(TrainingGenerator.ParseStep));
        Assert.Equal([Modified, Cached], run.Reasons(TrainingGenerator.CompileStep));
    }

    [Fact]
    public void A_model_that_is_deleted_takes_its_files_with_it()
    {
        var run = new TrackedRun(Models.Garment, Models.Integers).Edit(0, "class Nothing;");
        Assert.All(run.Result.GeneratedSources, file => Assert.StartsWith("Tiny.", file.HintName, StringComparison.Ordinal));
    }

    private static void Is(TrackedRun run, IncrementalStepRunReason parse, IncrementalStepRunReason compile)
    {
        Assert.Equal([parse], run.Reasons(TrainingGenerator.ParseStep));
        Assert.Equal([compile], run.Reasons(TrainingGenerator.CompileStep));
    }
}
