using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0007: a word moves to where it belongs, with its arguments.</summary>
public class MoveWordFixTests
{
    [Theory]
    [InlineData("[Model, Dense(3), Input(4), CrossEntropy, Adam]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Input(4)", "Dense(3)")]
    [InlineData("[Model, Input(4), CrossEntropy, Dense(3), Adam]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Dense(3)", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, Dropout(0.5)]", "[Model, Input(4), Dense(3), Dropout(0.5), CrossEntropy, Adam]", "Dropout(0.5)", "CrossEntropy")]
    [InlineData("[Model, Input(4), Dense(3)]\n[Adam]\n[CrossEntropy]", "[Model, Input(4), Dense(3)]\n[CrossEntropy]\n[Adam]", "CrossEntropy", "Adam")]
    [InlineData("[Model, Input(4), Dense(3)] [Adam] [CrossEntropy]", "[Model, Input(4), Dense(3)] [CrossEntropy] [Adam]", "CrossEntropy", "Adam")]
    [InlineData("[Model, Input(4), CrossEntropy]\n// three\n[Dense(3)] // scores\n[Adam]", "[Model, Input(4), Dense(3), CrossEntropy]\n// three\n[Adam]", "Dense(3)", "CrossEntropy")]
    [InlineData("[Dense(3), Model, Input(4), CrossEntropy, Adam]", "[Input(4), Dense(3), Model, CrossEntropy, Adam]", "Input(4)", "Dense(3)")]
    [InlineData(
        "[\n    Model,\n    Input(4),\n    Dense(3),\n    Adam, // fast\n    CrossEntropy // of classes\n]",
        "[\n    Model,\n    Input(4),\n    Dense(3),\n    CrossEntropy,\n    Adam // fast\n]",
        "CrossEntropy",
        "Adam")]
    [InlineData(
        "[\n    Model,\n    Input(4),\n    CrossEntropy,\n    Dense(3), // three\n    Adam\n]",
        "[\n    Model,\n    Input(4),\n    Dense(3),\n    CrossEntropy,\n    Adam\n]",
        "Dense(3)",
        "CrossEntropy")]
    public Task It_moves(string words, string expected, string word, string follower) => Fix.MakesAsync(
        new MoveWordFix(),
        $"using Adjoint;\n\n{words}\npublic partial class Net;\n",
        $"Move [{word}] before [{follower}]",
        $"using Adjoint;\n\n{expected}\npublic partial class Net;\n");

    [Fact]
    public async Task One_after_the_other_until_the_order_is_right()
    {
        var text = "using Adjoint;\n[Model, Adam, Input(4), Dense(3), CrossEntropy]\npublic partial class Net;";
        for (var move = 0; move < 3; move++)
        {
            text = Assert.Single(await Fix.OfferedAsync(new MoveWordFix(), text)).Text;
        }

        Assert.Equal("using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net;", text);
    }

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new MoveWordFix().GetFixAllProvider());
}
