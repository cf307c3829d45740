using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0013: [Flatten] is inserted in the user's own layout.</summary>
public class InsertFlattenFixTests
{
    [Fact]
    public Task Several_on_a_line() => Makes(
        "[Model, Input(4, 5), Dense(3), CrossEntropy, Adam]",
        "[Model, Input(4, 5), Flatten, Dense(3), CrossEntropy, Adam]");

    [Fact]
    public Task First_on_its_line() => Makes(
        """
        [Model, Input(4, 5)]
        [Dense(3), Relu]
        [CrossEntropy, Adam]
        """,
        """
        [Model, Input(4, 5)]
        [Flatten, Dense(3), Relu]
        [CrossEntropy, Adam]
        """);

    [Fact]
    public Task Alone_on_its_line() => Makes(
        """
        [Model]
        [Input(4, 5)]
        [Dense(3, Name = "hidden")]
        [CrossEntropy]
        [Adam]
        """,
        """
        [Model]
        [Input(4, 5)]
        [Flatten]
        [Dense(3, Name = "hidden")]
        [CrossEntropy]
        [Adam]
        """,
        "Dense(3, Name = \"hidden\")");

    [Fact]
    public Task Comments_stay_where_they_are() => Makes(
        """
        [Model]
        [Input(4, 5)] // a picture
        // the scores
        [Dense(3)] // three of them
        [CrossEntropy, Adam]
        """,
        """
        [Model]
        [Input(4, 5)] // a picture
        [Flatten]
        // the scores
        [Dense(3)] // three of them
        [CrossEntropy, Adam]
        """);

    [Fact]
    public Task Comments_in_a_list_stay_with_their_layer() => Makes(
        "[Model, Input(4, 5), /* scores */ Dense(3), CrossEntropy, Adam]",
        "[Model, Input(4, 5), Flatten, /* scores */ Dense(3), CrossEntropy, Adam]");

    [Fact]
    public Task One_to_a_line_in_one_list() => Makes(
        """
        [
            Model,
            Input(4, 5), // a picture
            Dense(3), // three
            CrossEntropy,
            Adam
        ]
        """,
        """
        [
            Model,
            Input(4, 5), // a picture
            Flatten,
            Dense(3), // three
            CrossEntropy,
            Adam
        ]
        """);

    [Fact]
    public Task Before_the_last_layer_that_left_the_axes() => Makes(
        "[Model, Input(4, 5), Dense(3), Relu, Dense(3), Tanh, CrossEntropy, Adam]",
        "[Model, Input(4, 5), Dense(3), Relu, Flatten, Dense(3), Tanh, CrossEntropy, Adam]");

    [Fact]
    public Task Indented_with_documentation() => Fix.MakesAsync(
        new InsertFlattenFix(),
        """
        using Adjoint;

        public partial class Outer
        {
            /// <summary>A model.</summary>
            [Dense(3)]
            [Model, Input(4, 5), CrossEntropy, Adam]
            public partial class Net;

            /// <summary>Another.</summary>
            [Model, Input(4, 5)]
            [Dense(3)]
            [CrossEntropy, Adam]
            public partial class Other;
        }
        """.Replace("    [Dense(3)]\n    [Model, Input(4, 5), CrossEntropy, Adam]\n", "    [Model, Input(4, 5), Flatten]\n    [Dense(3), CrossEntropy, Adam]\n", StringComparison.Ordinal),
        "Insert [Flatten] before [Dense(3)]",
        """
        using Adjoint;

        public partial class Outer
        {
            /// <summary>A model.</summary>
            [Model, Input(4, 5), Flatten]
            [Dense(3), CrossEntropy, Adam]
            public partial class Net;

            /// <summary>Another.</summary>
            [Model, Input(4, 5)]
            [Flatten]
            [Dense(3)]
            [CrossEntropy, Adam]
            public partial class Other;
        }
        """);

    [Fact]
    public Task Without_a_using() => Fix.MakesAsync(
        new InsertFlattenFix(),
        "[Adjoint.Model, Adjoint.Input(4, 5), Adjoint.Dense(3), Adjoint.CrossEntropy, Adjoint.Adam]\npublic partial class Net;",
        "Insert [Flatten] before [Adjoint.Dense(3)]",
        "[Adjoint.Model, Adjoint.Input(4, 5), Adjoint.Flatten, Adjoint.Dense(3), Adjoint.CrossEntropy, Adjoint.Adam]\npublic partial class Net;");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new InsertFlattenFix().GetFixAllProvider());

    private static Task Makes(string words, string expected, string layer = "Dense(3)") => Fix.MakesAsync(
        new InsertFlattenFix(),
        $"using Adjoint;\n\n{words}\npublic partial class Net;\n",
        $"Insert [Flatten] before [{layer}]",
        $"using Adjoint;\n\n{expected}\npublic partial class Net;\n");
}
