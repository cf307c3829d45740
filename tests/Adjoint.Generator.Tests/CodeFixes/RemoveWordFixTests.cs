using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0008, ADJ0033, ADJ0037: the second of two goes, and its line with it.</summary>
public class RemoveWordFixTests
{
    [Theory]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam, Sgd(LearningRate = 1)]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Sgd(LearningRate = 1)")]
    [InlineData("[Model, Input(4), Input(5), Dense(3), CrossEntropy, Adam]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Input(5)")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam]\n[Sgd]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]", "Sgd")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy]\n[Adam]\n// another\n[Sgd] // why?", "[Model, Input(4), Dense(3), CrossEntropy]\n[Adam]\n// another", "Sgd")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy] [Adam] [Sgd]", "[Model, Input(4), Dense(3), CrossEntropy] [Adam]", "Sgd")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam]\n[Sgd, System.ComponentModel.Description(\"x\")]", "[Model, Input(4), Dense(3), CrossEntropy, Adam]\n[System.ComponentModel.Description(\"x\")]", "Sgd")]
    [InlineData("[\n    Model,\n    Input(4),\n    Input(5), // or five\n    Dense(3), CrossEntropy, Adam\n]", "[\n    Model,\n    Input(4),\n    Dense(3), CrossEntropy, Adam\n]", "Input(5)")]
    [InlineData("[\n    Model, Input(4), Dense(3), CrossEntropy,\n    Adam,\n    Sgd\n]", "[\n    Model, Input(4), Dense(3), CrossEntropy,\n    Adam\n]", "Sgd")]
    public Task It_goes(string words, string expected, string word) => Fix.MakesAsync(
        new RemoveWordFix(),
        $"using Adjoint;\n\n{words}\npublic partial class Net;\n",
        $"Remove [{word}]",
        $"using Adjoint;\n\n{expected}\npublic partial class Net;\n");

    [Fact]
    public Task The_input_of_a_model_of_rows_goes() => Fix.MakesAsync(
        new RemoveWordFix(),
        "using Adjoint;\n\n[Example] public partial record Row([Feature] float X, [Label] int Y);\n[Model<Row>]\n[Input(1)]\n[Dense(3), CrossEntropy, Adam]\npublic partial class Net;\n",
        "Remove [Input(1)]",
        "using Adjoint;\n\n[Example] public partial record Row([Feature] float X, [Label] int Y);\n[Model<Row>]\n[Dense(3), CrossEntropy, Adam]\npublic partial class Net;\n");

    [Fact]
    public Task The_scale_of_all_columns_goes_where_properties_say_theirs() => Fix.MakesAsync(
        new RemoveWordFix(),
        "using Adjoint;\n\n[Example] public partial record Row([Feature, MinMax] float X, [Label] int Y);\n[Model<Row>]\n[Standardize]\n[Dense(3), CrossEntropy, Adam]\npublic partial class Net;\n",
        "Remove [Standardize]",
        "using Adjoint;\n\n[Example] public partial record Row([Feature, MinMax] float X, [Label] int Y);\n[Model<Row>]\n[Dense(3), CrossEntropy, Adam]\npublic partial class Net;\n");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new RemoveWordFix().GetFixAllProvider());
}
