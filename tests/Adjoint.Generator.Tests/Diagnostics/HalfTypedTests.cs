using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>Attributes as they are while somebody types: the C# compiler says what is wrong, the analyzer adds nothing untrue.</summary>
public class HalfTypedTests
{
    [Theory]
    [InlineData("[Model, Input(4), Dense(, CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(], CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense, CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense<>, CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense<, CrossEntropy, Adam]", "ADJ0006")]
    [InlineData("[Model, Input(4), Dense<Unknown>, CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense<int>, CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), Dropout(\"x\"), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), Dropout(), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam(LearningRate = )]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam(LearningRate = \"fast\")]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam(LearningRat = 1)]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam(]")]
    [InlineData("[Model, Input(\"a\"), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4, unknown), Dense(3), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(null), Dense(3), CrossEntropy, Adam]", "ADJ0009")]
    [InlineData("[Model, Input(4), Dense(3, Name = ), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3, Name = null), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3, Name = 7), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(unknown), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3, 4), CrossEntropy, Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Ada]", "ADJ0006")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(ClassWeights = ), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(ClassWeights = new[] { 1.0, }), Adam]", "ADJ0023")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(ClassWeights = new[] { 1, 2 }), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(ClassWeights = new double[] { 1, unknown }), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(ClassWeights = null), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy(Probabilities = ), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), BinaryCrossEntropy(PositiveWeight = ), Adam]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam,]")]
    [InlineData("[Model, Input(4), Dense(3), CrossEntropy, Adam")]
    [InlineData("[Model, Input(4)")]
    [InlineData("[Model(")]
    [InlineData("[Model, Layer, Loss, Optimizer]", "ADJ0006")]
    public void No_exception_and_no_noise(string words, params string[] expected)
    {
        foreach (var declaration in new[] { "public partial class Net;", "public partial class", string.Empty })
        {
            var said = GeneratorRun.Of($"using Adjoint;\n{words}\n{declaration}").Diagnostics().Select(diagnostic => diagnostic.Id).ToList();
            Assert.DoesNotContain(said, id => id is "AD0001" or "CS8785");
            if (declaration.EndsWith(';') && words.EndsWith(']'))
            {
                Assert.Equal(expected, said.Where(id => id.StartsWith("ADJ", StringComparison.Ordinal)).Distinct());
            }
        }
    }

    [Theory]
    [InlineData("Dense()", "CS7036 «Dense()» There is no argument given that corresponds to the required parameter 'outputs' of 'DenseAttribute.DenseAttribute(int)'")]
    [InlineData("Dropout(\"x\")", "CS1503 «\"x\"» Argument 1: cannot convert from 'string' to 'double'")]
    [InlineData("Dense(3, Width = 3)", "CS0246 «Width» The type or namespace name 'Width' could not be found (are you missing a using directive or an assembly reference?)")]
    [InlineData("Dense<int>", "CS0315 «int» The type 'int' cannot be used as type parameter 'TLabel' in the generic type or method 'DenseAttribute<TLabel>'. There is no boxing conversion from 'int' to 'System.Enum'.")]
    public void The_compilers_error_stands_alone(string layer, string expected) => Check.Says(
        $"[Model, Input(4), Dense(8, Name = \"hidden\"), {layer}, CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Hidden"), expected);

    [Fact]
    public void A_mistake_beside_half_a_word_is_still_told() => Check.Says(
        "[Model, Input(4), Dense(), CrossEntropy, CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int"),
        "CS7036 «Dense()» There is no argument given that corresponds to the required parameter 'outputs' of 'DenseAttribute.DenseAttribute(int)'",
        "ADJ0008 «CrossEntropy» [CrossEntropy] is a second loss: a model has one");
}
