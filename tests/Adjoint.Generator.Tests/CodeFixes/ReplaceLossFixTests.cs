using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0014, ADJ0018, ADJ0034: the loss that fits the outputs, or the outputs that fit the loss.</summary>
public class ReplaceLossFixTests
{
    private const string Two = "public enum Kind { A, B }\n";

    [Theory]
    [InlineData("[Model, Input(4), Dense(1), CrossEntropy, Adam]", "[Model, Input(4), Dense(1), MeanSquaredError, Adam]")]
    [InlineData("[Model, Input(4), Dense(1)]\n[CrossEntropy(LabelSmoothing = 0.1)] // why?\n[Adam]", "[Model, Input(4), Dense(1)]\n[MeanSquaredError] // why?\n[Adam]", "CrossEntropy(LabelSmoothing = 0.1)")]
    public Task One_output_is_a_number(string words, string expected, string loss = "CrossEntropy") => Fix.MakesAsync(
        new ReplaceLossFix(),
        $"using Adjoint;\n{words}\npublic partial class Net;",
        $"Replace [{loss}] by [MeanSquaredError]",
        $"using Adjoint;\n{expected}\npublic partial class Net;");

    [Fact]
    public Task Values_of_an_enum_are_classes() => Fix.MakesAsync(
        new ReplaceLossFix(),
        $"using Adjoint;\n{Two}[Model, Input(4), Dense<Kind>]\n[Huber(Delta = 2), Adam]\npublic partial class Net;",
        "Replace [Huber(Delta = 2)] by [CrossEntropy]",
        $"using Adjoint;\n{Two}[Model, Input(4), Dense<Kind>]\n[CrossEntropy, Adam]\npublic partial class Net;");

    [Fact]
    public Task The_label_of_a_row_says_which() => Fix.MakesAsync(
        new ReplaceLossFix(),
        "using Adjoint;\n[Example] public partial record Row([Feature] float X, [Label] bool Y);\n[Model<Row>, Dense(1), MeanSquaredError, Adam]\npublic partial class Net;",
        "Replace [MeanSquaredError] by [BinaryCrossEntropy]",
        "using Adjoint;\n[Example] public partial record Row([Feature] float X, [Label] bool Y);\n[Model<Row>, Dense(1), BinaryCrossEntropy, Adam]\npublic partial class Net;");

    [Fact]
    public Task Without_a_using() => Fix.MakesAsync(
        new ReplaceLossFix(),
        "[Adjoint.Model, Adjoint.Input(4), Adjoint.Dense(1), Adjoint.CrossEntropy, Adjoint.Adam]\npublic partial class Net;",
        "Replace [Adjoint.CrossEntropy] by [MeanSquaredError]",
        "[Adjoint.Model, Adjoint.Input(4), Adjoint.Dense(1), Adjoint.MeanSquaredError, Adjoint.Adam]\npublic partial class Net;");

    [Theory]
    [InlineData("Dense(1)", "Dense(2)")]
    [InlineData("Dense(outputs: 1, Name = \"scores\")", "Dense(outputs: 2, Name = \"scores\")")]
    public Task Two_classes(string dense, string expected) => Fix.MakesAsync(
        new TwoClassesFix(),
        $"using Adjoint;\n[Model, Input(4)]\n[{dense}] // yes and no\n[CrossEntropy, Adam]\npublic partial class Net;",
        $"Change [{dense}] to [{expected}]",
        $"using Adjoint;\n[Model, Input(4)]\n[{expected}] // yes and no\n[CrossEntropy, Adam]\npublic partial class Net;");

    [Theory]
    [InlineData("Dense<Only>")]
    [InlineData("Dense(Net.Classes)")]
    public async Task An_enum_or_a_constant_is_the_users_to_change(string dense) => Assert.Empty(await Fix.OfferedAsync(
        new TwoClassesFix(),
        $"using Adjoint;\npublic enum Only {{ One }}\n[Model, Input(4), {dense}, CrossEntropy, Adam]\npublic partial class Net {{ public const int Classes = 1; }}"));

    [Fact]
    public async Task An_enum_of_one_has_no_loss_that_fits() => Assert.Empty(await Fix.OfferedAsync(
        new ReplaceLossFix(), "using Adjoint;\npublic enum Only { One }\n[Model, Input(4), Dense<Only>, CrossEntropy, Adam]\npublic partial class Net;"));

    [Fact]
    public void They_can_fix_all()
    {
        Assert.NotNull(new ReplaceLossFix().GetFixAllProvider());
        Assert.NotNull(new TwoClassesFix().GetFixAllProvider());
    }
}
