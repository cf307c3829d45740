using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0006: the loss and the optimizer are added where they belong.</summary>
public class AddPieceFixTests
{
    [Theory]
    [InlineData("[Model, Input(4), Dense(3), Adam]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3), Adam]", "[Model, Input(4), Dense(3), MeanSquaredError, Adam]", "MeanSquaredError")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Adam")]
    [InlineData("[Model, Input(4)]\n[Dense(3), Relu]\n[Adam]", "[Model, Input(4)]\n[Dense(3), Relu, CrossEntropy]\n[Adam]", "CrossEntropy")]
    [InlineData("[Model] [Input(4)] [Dense(3)] [Adam]", "[Model] [Input(4)] [Dense(3)] [CrossEntropy] [Adam]", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3)] [Adam]", "[Model, Input(4), Dense(3), CrossEntropy] [Adam]", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3), /* how */ Adam]", "[Model, Input(4), Dense(3), CrossEntropy, /* how */ Adam]", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy,]", "[Model, Input(4), Dense(3), CrossEntropy, Adam,]", "Adam")]
    public Task In_a_list(string words, string expected, string word) => Makes(words, expected, word);

    [Fact]
    public Task On_a_line_of_its_own() => Makes(
        """
        [Model]
        [Input(4)]
        [Dense(3, Name = "scores")] // three
        // the rest
        [Adam]
        """,
        """
        [Model]
        [Input(4)]
        [Dense(3, Name = "scores")] // three
        [CrossEntropy]
        // the rest
        [Adam]
        """,
        "CrossEntropy");

    [Fact]
    public Task At_the_end() => Makes(
        """
        [Model]
        [Input(4)]
        [Dense(3)]
        [CrossEntropy] // of classes
        """,
        """
        [Model]
        [Input(4)]
        [Dense(3)]
        [CrossEntropy] // of classes
        [Adam]
        """,
        "Adam");

    [Fact]
    public Task One_to_a_line_in_one_list() => Makes(
        """
        [
            Model,
            Input(4),
            Dense(3), // three
            Adam
        ]
        """,
        """
        [
            Model,
            Input(4),
            Dense(3), // three
            CrossEntropy,
            Adam
        ]
        """,
        "CrossEntropy");

    [Fact]
    public Task At_the_end_of_such_a_list() => Makes(
        """
        [
            Model,
            Input(4),
            Dense(3),
            CrossEntropy // of classes
        ]
        """,
        """
        [
            Model,
            Input(4),
            Dense(3),
            CrossEntropy, // of classes
            Adam
        ]
        """,
        "Adam");

    [Fact]
    public async Task An_enum_has_one_loss()
    {
        const string Source = "using Adjoint;\npublic enum Kind { A, B }\n[Model, Input(4), Dense<Kind>, Adam]\npublic partial class Net;\n";
        Assert.Equal(["Add [CrossEntropy]"], (await Fix.OfferedAsync(new AddPieceFix(), Source)).Select(action => action.Title));
        await Fix.MakesAsync(
            new AddPieceFix(), Source, "Add [CrossEntropy]", Source.Replace("Adam", "CrossEntropy, Adam", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_are_offered_where_both_fit() => Assert.Equal(
        ["Add [CrossEntropy]", "Add [MeanSquaredError]"],
        (await Fix.OfferedAsync(new AddPieceFix(), "using Adjoint;\n[Model, Input(4), Dense(3), Adam]\npublic partial class Net;")).Select(action => action.Title));

    [Fact]
    public async Task Loss_and_optimizer_one_after_the_other()
    {
        const string Source = "using Adjoint;\n[Model, Input(4), Dense(3)]\npublic partial class Net;";
        var loss = (await Fix.OfferedAsync(new AddPieceFix(), Source)).First(action => action.Title == "Add [CrossEntropy]").Text;
        await Fix.MakesAsync(
            new AddPieceFix(), loss, "Add [Adam]", "using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net;");
    }

    [Fact]
    public async Task What_only_the_user_knows_is_not_offered()
        => Assert.Empty(await Fix.OfferedAsync(new AddPieceFix(), "using Adjoint;\n[Model, Dense(3), CrossEntropy, Adam]\npublic partial class Net;"));

    [Theory]
    [InlineData("Adjoint.")]
    [InlineData("global::Adjoint.")]
    public Task Without_a_using(string space) => Fix.MakesAsync(
        new AddPieceFix(),
        $"[{space}Model, {space}Input(4), {space}Dense(3), {space}CrossEntropy]\npublic partial class Net;",
        "Add [Adam]",
        $"[{space}Model, {space}Input(4), {space}Dense(3), {space}CrossEntropy, {space}Adam]\npublic partial class Net;");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new AddPieceFix().GetFixAllProvider());

    private static Task Makes(string words, string expected, string word) => Fix.MakesAsync(
        new AddPieceFix(), $"using Adjoint;\n\n{words}\npublic partial class Net;\n", $"Add [{word}]", $"using Adjoint;\n\n{expected}\npublic partial class Net;\n");
}
