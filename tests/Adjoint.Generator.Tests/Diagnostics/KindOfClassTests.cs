using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0002, ADJ0003, ADJ0004, ADJ0005: the class itself.</summary>
public class KindOfClassTests
{
    private const string Words = "[Model, Input(4), Dense(8, Name = \"hidden\"), Relu, Dense(3), CrossEntropy, Adam]\n";

    [Fact]
    public void A_class_that_is_not_partial() => Check.Says(
        Words + "public class Net { }",
        "ADJ0002 «Net» A model is a partial class: add 'partial' to 'Net'");

    [Fact]
    public void A_container_that_is_not_partial() => Check.Says(
        "public class Outer { " + Words + "public partial class Net; }",
        "ADJ0002 «Net» A model is a partial class: add 'partial' to 'Outer'");

    [Fact]
    public void The_innermost_container_is_named_first() => Check.Says(
        "public class Outer { public class Inner { " + Words + "public partial class Net; } }",
        "ADJ0002 «Net» A model is a partial class: add 'partial' to 'Inner'");

    [Theory]
    [InlineData("public partial record Net;", "it is a record, and a model is not a value")]
    [InlineData("public static partial class Net;", "it is static, and a model has parameters of its own")]
    [InlineData("file partial class Net;", "it is local to a file, and its generated parts are other files")]
    [InlineData("public class Parent; public partial class Net : Parent;", "it has the base class Parent, and the generated code gives it its own")]
    [InlineData("public partial class Net(int width) { public int Width => width; }", "it has a primary constructor, and the generated code has one that takes the seed")]
    public void A_class_that_cannot_be_extended(string declaration, string reason)
    {
        // The words stand on the model, which is the last declaration.
        var model = declaration.LastIndexOf("public ", StringComparison.Ordinal);
        model = declaration.Contains("Width", StringComparison.Ordinal) || model < 0 ? 0 : model;
        Check.Says(declaration[..model] + Words + declaration[model..], $"ADJ0003 «Net» 'Net' cannot be a model: {reason}");
    }

    [Theory]
    [InlineData("Trainer")]
    [InlineData("Summary")]
    [InlineData("Forward")]
    [InlineData("S4x8")]
    public void A_class_named_as_what_it_gets(string name) => Check.Says(
        $"{Words}public partial class {name};", $"ADJ0003 «{name}» '{name}' cannot be a model: the generated code has a member of that name");

    [Fact]
    public void A_primary_constructor_without_parameters() => Check.Says(
        Words + "public partial class Net();",
        "ADJ0003 «Net» 'Net' cannot be a model: it has a primary constructor, and the generated code has one that takes the seed");

    [Fact]
    public void A_container_local_to_a_file() => Check.Says(
        "file partial class Outer { " + Words + "public partial class Net; }",
        "ADJ0003 «Net» 'Net' cannot be a model: its containing type is local to a file");

    [Fact]
    public void An_abstract_class_still_has_its_members() => Check.Says(
        Words + "public abstract partial class Net;"
            + "\npublic static class Program { public static int Run(Net model) => model.Classify(model.Hidden.Weight.Values); }",
        "ADJ0003 «Net» 'Net' cannot be a model: it is abstract, and the trainer makes instances of it");

    [Fact]
    public void A_generic_class_still_has_its_members() => Check.Says(
        Words + "public partial class Net<T>;" + Uses.Classifier("Net<string>", "int", "Hidden", "Dense1"),
        "ADJ0003 «Net» 'Net' cannot be a model: it is generic, and its shapes must be known when compiling");

    [Fact]
    public void A_generic_container_still_has_its_members() => Check.Says(
        "public partial class Outer<T> { " + Words + "public partial class Net; }" + Uses.Classifier("Outer<int>.Net", "int", "Hidden", "Dense1"),
        "ADJ0003 «Net» 'Net' cannot be a model: its containing type is generic");

    [Fact]
    public void Two_faults_of_a_class_are_two_diagnostics() => Check.Says(
        Words + "public abstract class Net { }",
        "ADJ0002 «Net» A model is a partial class: add 'partial' to 'Net'",
        "ADJ0003 «Net» 'Net' cannot be a model: it is abstract, and the trainer makes instances of it");

    [Fact]
    public void A_layer_without_Model() => Check.Says(
        "[Input(4), Dense(3)]\npublic partial class Net;",
        "ADJ0004 «Input(4)» [Input(4)] describes a model, but 'Net' has no [Model]");

    [Fact]
    public void A_loss_without_Model() => Check.Says(
        "[System.Obsolete, CrossEntropy]\npublic partial class Net;",
        "ADJ0004 «CrossEntropy» [CrossEntropy] describes a model, but 'Net' has no [Model]");

    [Fact]
    public void Somebody_elses_attributes_mean_nothing() => Check.SaysNothing("""
        namespace Other
        {
            public sealed class ModelAttribute : System.Attribute;
            public sealed class DenseAttribute : System.Attribute;
            [Other.Model, Other.Dense]
            public class Net;
        }
        """);

    [Fact]
    public void Layers_on_a_second_declaration() => Check.Says(
        Words + "public partial class Net;\n[Dropout(0.5)]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Hidden", "Dense1"),
        "ADJ0005 «Dropout(0.5)» [Dropout(0.5)] stands on a second declaration of 'Net': all words of a model stand on one, because their order is the order of the data");

    [Fact]
    public void Model_on_one_declaration_and_all_words_on_another() => Check.SaysNothing(
        Words.Replace("Model, ", string.Empty, StringComparison.Ordinal) + "public partial class Net;\n[Model] public partial class Net;"
            + Uses.Classifier("Net", "int", "Hidden", "Dense1"));

    [Fact]
    public void Model_on_two_declarations_is_one_model() => Check.Says(
        Words + "public partial class Net;\n[Model] public partial class Net;" + Uses.Classifier("Net", "int", "Hidden", "Dense1"),
        "CS0579 «Model» Duplicate 'Model' attribute");

    [Fact]
    public void A_struct_is_the_compilers_business() => Check.Says(
        "[Model] public partial struct Net;",
        "CS0592 «Model» Attribute 'Model' is not valid on this declaration type. It is only valid on 'class' declarations.");

    [Fact]
    public void An_interface_is_no_base_class() => Check.SaysNothing(
        "public interface IParent { }\n" + Words + "public sealed partial class Net : IParent;" + Uses.Classifier("Net", "int", "Hidden", "Dense1"));

    [Fact]
    public void A_part_of_the_users_may_name_the_base_class() => Check.SaysNothing(
        Words + "public partial class Net : Classifier<int>;" + Uses.Classifier("Net", "int", "Hidden", "Dense1"));
}
