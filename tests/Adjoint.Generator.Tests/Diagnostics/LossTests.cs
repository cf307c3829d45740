using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0009, ADJ0014, ADJ0018, ADJ0023, ADJ0024: labels and weights. A model that is rejected keeps its base class.</summary>
public class LossTests
{
    private static readonly string ClassifierUses = Uses.Classifier("Net", "int", "Dense1");
    private static readonly string BinaryUses = Uses.BinaryClassifier("Net", "Dense1");
    private static readonly string MultiLabelUses = Uses.MultiLabelClassifier("Net", "Dense1");

    [Theory]
    [InlineData("CrossEntropy(ClassWeights = new[] { 1.0, 0, 2.5 })")]
    [InlineData("CrossEntropy(ClassWeights = [0, 0, 1], LabelSmoothing = 0.1)")]
    [InlineData("CrossEntropy(ClassWeights = null)")]
    public void Weights_of_classes(string loss) => Check.SaysNothing(Net(3, loss) + ClassifierUses);

    [Theory]
    [InlineData("CrossEntropy(Probabilities = true)")]
    [InlineData("CrossEntropy(Probabilities = true, ClassWeights = new[] { 1.0, 0, 2.5 }, LabelSmoothing = 0.5)")]
    public void Probabilities_of_classes(string loss)
    {
        Check.SaysNothing(Net(3, loss) + Uses.ProbabilityClassifier("Net", "int", "Dense1"));
        Check.SaysNothing($"public enum Kind {{ A = 7, B, C = -1 }}\n[Model, Input(4), Dense<Kind>, {loss}, Adam]\npublic partial class Net;" + Uses.ProbabilityClassifier("Net", "Kind", "Dense1"));
    }

    [Fact]
    public void Probabilities_of_one_class() => Check.Says(
        Net(1, "CrossEntropy(Probabilities = true)") + Uses.ProbabilityClassifier("Net", "int", "Dense1"),
        "ADJ0014 «CrossEntropy(Probabilities = true)» [CrossEntropy] needs at least two outputs; this model has one: [BinaryCrossEntropy]?");

    [Theory]
    [InlineData("BinaryCrossEntropy")]
    [InlineData("BinaryCrossEntropy(PositiveWeight = 2.5)")]
    [InlineData("BinaryCrossEntropy(PositiveWeights = new[] { 2.5 })")]
    public void Yes_or_no(string loss) => Check.SaysNothing(Net(1, loss) + BinaryUses);

    [Theory]
    [InlineData("BinaryCrossEntropy")]
    [InlineData("BinaryCrossEntropy(PositiveWeight = 1)")]
    [InlineData("BinaryCrossEntropy(PositiveWeight = 0.5)")]
    [InlineData("BinaryCrossEntropy(PositiveWeights = new[] { 2.5, 1, 0.1 })")]
    [InlineData("BinaryCrossEntropy(PositiveWeight = 0.5, PositiveWeights = null)")]
    public void Several_labels(string loss) => Check.SaysNothing(Net(3, loss) + MultiLabelUses);

    [Fact]
    public void A_long_list_has_several_lines()
    {
        var weights = string.Join(", ", Enumerable.Range(1, 45).Select(weight => $"{weight}.5"));
        var source = Net(45, $"BinaryCrossEntropy(PositiveWeights = new[] {{ {weights} }})") + MultiLabelUses;
        Check.SaysNothing(source);
        var lines = GeneratorRun.Of("using Adjoint;\n" + source).File("Net.Forward.g.cs").Split('\n');
        Assert.Equal([20, 20, 5], lines.Where(line => line.TrimStart() is [>= '0' and <= '9', ..]).Select(line => line.Count(letter => letter == ',')));
    }

    [Fact]
    public void Labels_of_all_axes() => Check.SaysNothing(
        "[Model, Input(2, 4), Dense(1), Flatten, BinaryCrossEntropy(PositiveWeights = new[] { 2.0, 1 }), Adam]\npublic partial class Net;" + MultiLabelUses);

    [Theory]
    [InlineData("ClassWeights = new[] { 1.0, 2 }", 2)]
    [InlineData("ClassWeights = new[] { 1.0, 2, 3, 4 }", 4)]
    [InlineData("ClassWeights = new double[0]", 0)]
    [InlineData("Probabilities = true, ClassWeights = new[] { 1.0 }", 1)]
    public void Weights_for_other_classes(string settings, int given)
    {
        var uses = settings.StartsWith('P') ? Uses.ProbabilityClassifier("Net", "int", "Dense1") : ClassifierUses;
        Check.Says(
            Net(3, $"CrossEntropy({settings})") + uses,
            $"ADJ0023 «CrossEntropy({settings})» [CrossEntropy]: ClassWeights has one number for each class, so 3 are expected here, but {given} were given");
    }

    [Theory]
    [InlineData(1, "2.0, 3.0", 2)]
    [InlineData(3, "2.0", 1)]
    public void Weights_for_other_outputs(int outputs, string weights, int given) => Check.Says(
        Net(outputs, $"BinaryCrossEntropy(PositiveWeights = new[] {{ {weights} }})") + (outputs == 1 ? BinaryUses : MultiLabelUses),
        $"ADJ0023 «BinaryCrossEntropy(PositiveWeights = new[] {{ {weights} }})» [BinaryCrossEntropy]: PositiveWeights has one number for each output, so {outputs} are expected here, but {given} were given");

    [Theory]
    [InlineData("CrossEntropy", "ClassWeights = new[] { 1.0, -2, -3 }", "ClassWeights[1] is -2, expected at least 0")]
    [InlineData("CrossEntropy", "ClassWeights = new[] { 1.0, 2, double.NaN }", "ClassWeights[2] is NaN, expected at least 0")]
    [InlineData("CrossEntropy", "ClassWeights = new[] { 1e39, 2, 1 }", "ClassWeights[0] is 1E+39, expected at least 0")]
    [InlineData("CrossEntropy", "ClassWeights = new[] { 0.0, 0, 0 }", "the largest of ClassWeights is 0, expected above 0")]
    [InlineData("BinaryCrossEntropy", "PositiveWeights = new[] { 1.0, 0, 2 }", "PositiveWeights[1] is 0, expected above 0")]
    [InlineData("BinaryCrossEntropy", "PositiveWeight = 0", "PositiveWeight is 0, expected above 0")]
    [InlineData("BinaryCrossEntropy", "PositiveWeight = double.PositiveInfinity", "PositiveWeight is Infinity, expected above 0")]
    public void A_weight_out_of_range(string word, string settings, string message) => Check.Says(
        Net(3, $"{word}({settings})") + (word[0] == 'B' ? MultiLabelUses : ClassifierUses), $"ADJ0009 «{word}({settings})» [{word}]: {message}");

    [Fact]
    public void Weights_given_twice() => Check.Says(
        Net(3, "BinaryCrossEntropy(PositiveWeight = 1, PositiveWeights = new[] { 1.0, 2, 3 })") + MultiLabelUses,
        "ADJ0024 «BinaryCrossEntropy(PositiveWeight = 1, PositiveWeights = new[] { 1.0, 2, 3 })» [BinaryCrossEntropy] has both PositiveWeight and PositiveWeights: give one number for all, or one for each output");

    [Fact]
    public void Class_scores_with_a_loss_for_yes_and_no() => Check.Says(
        "public enum Kind { A, B }\n[Model, Input(4), Dense<Kind>, BinaryCrossEntropy, Adam]\npublic partial class Net;" + MultiLabelUses,
        "ADJ0018 «Dense<Kind>» [Dense<Kind>] gives one score for each value of an enum, but [BinaryCrossEntropy] compares with bools: [CrossEntropy], or [Dense(n)]");

    [Fact]
    public void Several_axes_of_logits() => Check.Says(
        "[Model, Input(2, 4), Dense(1), BinaryCrossEntropy, Adam]\npublic partial class Net;" + BinaryUses,
        "ADJ0013 «BinaryCrossEntropy» [BinaryCrossEntropy] needs one axis of logits, but Dense(1) leaves 2x1: insert [Flatten] before it");

    [Theory]
    [InlineData("ClassWeights")]
    [InlineData("PositiveWeights")]
    public void A_member_named_as_the_emitted_list(string name) => Check.Says(
        $"[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net {{ public const int {name} = 1; }}" + ClassifierUses,
        $"ADJ0020 «{name}» 'Net' declares {name}, which the generated code declares too: rename or remove it");

    private static string Net(int outputs, string loss) => $"[Model, Input(4), Dense({outputs}), {loss}, Adam]\npublic partial class Net;";
}
