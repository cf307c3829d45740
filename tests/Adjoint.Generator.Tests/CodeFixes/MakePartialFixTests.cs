using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0002: <c>partial</c> is added where it belongs.</summary>
public class MakePartialFixTests
{
    private const string Words = "[Model, Input(4), Dense(3), CrossEntropy, Adam]";

    [Theory]
    [InlineData("public class Net;", "public partial class Net;")]
    [InlineData("public sealed class Net { }", "public sealed partial class Net { }")]
    [InlineData("class Net;", "partial class Net;")]
    [InlineData("/* mine */ class Net;", "/* mine */ partial class Net;")]
    [InlineData("public /* mine */ class Net;", "public /* mine */ partial class Net;")]
    public Task A_class(string declaration, string expected) => Makes($"{Words}\n{declaration}", $"{Words}\n{expected}");

    [Fact]
    public Task A_class_with_a_comment_above_it() => Makes($"{Words}\n// mine\nclass Net;", $"{Words}\n// mine\npartial class Net;");

    [Fact]
    public Task A_documented_class() => Makes(
        $"/// <summary>Mine.</summary>\n{Words}\npublic class Net;", $"/// <summary>Mine.</summary>\n{Words}\npublic partial class Net;");

    [Fact]
    public Task The_types_around_it_too() => Makes(
        $$"""
        namespace Mine
        {
            // outer
            public static class Outer
            {
                struct Middle
                {
                    {{Words}}
                    public class Net;
                }
            }
        }
        """,
        $$"""
        namespace Mine
        {
            // outer
            public static partial class Outer
            {
                partial struct Middle
                {
                    {{Words}}
                    public partial class Net;
                }
            }
        }
        """);

    [Fact]
    public Task Only_where_it_is_missing() => Makes(
        $"public class Outer\n{{\n    {Words}\n    public partial class Net;\n}}",
        $"public partial class Outer\n{{\n    {Words}\n    public partial class Net;\n}}");

    [Fact]
    public Task Modifiers_on_lines_of_their_own() => Makes($"{Words}\npublic\n    class Net;", $"{Words}\npublic\n    partial class Net;");

    [Theory]
    [InlineData("public record Row([Feature] float X, [Label] int Y);", "public partial record Row([Feature] float X, [Label] int Y);")]
    [InlineData("public readonly record struct Row([Feature] float X, [Label] int Y);", "public readonly partial record struct Row([Feature] float X, [Label] int Y);")]
    public Task A_row(string declaration, string expected) => Makes($"[Example]\n{declaration}", $"[Example]\n{expected}");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new MakePartialFix().GetFixAllProvider());

    private static Task Makes(string source, string expected)
        => Fix.MakesAsync(new MakePartialFix(), "using Adjoint;\n\n" + source, "Add 'partial'", "using Adjoint;\n\n" + expected);
}
