using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0004: [Model] is added before the first word.</summary>
public class AddModelFixTests
{
    [Theory]
    [InlineData("[Input(4), Dense(3), CrossEntropy, Adam]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Input(4)]\n[Dense(3), CrossEntropy, Adam]", "[Model, Input(4)]\n[Dense(3), CrossEntropy, Adam]")]
    [InlineData("[type: Input(4), Dense(3), CrossEntropy, Adam]", "[type: Model, Input(4), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[\n    Input(4),\n    Dense(3),\n    CrossEntropy,\n    Adam\n]", "[\n    Model,\n    Input(4),\n    Dense(3),\n    CrossEntropy,\n    Adam\n]")]
    [InlineData(
        "[System.ComponentModel.Description(\"x\")]\n[Input(4)] // four\n[Dense(3)]\n[CrossEntropy, Adam]",
        "[System.ComponentModel.Description(\"x\")]\n[Model]\n[Input(4)] // four\n[Dense(3)]\n[CrossEntropy, Adam]")]
    public Task Before_the_first_word(string words, string expected) => Fix.MakesAsync(
        new AddModelFix(),
        $"using Adjoint;\n\n/// <summary>Mine.</summary>\n{words}\npublic partial class Net;\n",
        "Add [Model]",
        $"using Adjoint;\n\n/// <summary>Mine.</summary>\n{expected}\npublic partial class Net;\n");

    [Fact]
    public Task Without_a_using() => Fix.MakesAsync(
        new AddModelFix(),
        "[Adjoint.Input(4), Adjoint.Dense(3), Adjoint.CrossEntropy, Adjoint.Adam]\npublic partial class Net;",
        "Add [Model]",
        "[Adjoint.Model, Adjoint.Input(4), Adjoint.Dense(3), Adjoint.CrossEntropy, Adjoint.Adam]\npublic partial class Net;");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new AddModelFix().GetFixAllProvider());
}
