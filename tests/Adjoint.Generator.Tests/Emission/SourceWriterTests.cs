using Adjoint.Generator.Emission;

namespace Adjoint.Generator.Tests.Emission;

public class SourceWriterTests
{
    private readonly SourceWriter _writer = new();

    [Fact]
    public void Blocks_are_indented() => Writes(
        _writer.Open("class A").Line("int a;").Open("void B()").Line("b();").Close().Close(),
        "class A\n{\n    int a;\n    void B()\n    {\n        b();\n    }\n}\n");

    [Fact]
    public void Blank_lines_stand_between_things_only() => Writes(
        _writer.Line("a").Line().Line().Line("b").Line().Open("{x").Line("c").Line().Close().Line(),
        "a\n\nb\n\n{x\n{\n    c\n}\n");

    [Fact]
    public void Several_lines_of_any_ending() => Writes(_writer.Open("x").Lines("a\r\n\nb").Close(), "x\n{\n    a\n\n    b\n}\n");

    [Fact]
    public void A_short_call_is_one_line() => Writes(_writer.Call("F(", ");", "a", "b"), "F(a, b);\n");

    [Fact]
    public void A_call_without_arguments() => Writes(_writer.Call("F(", ");"), "F();\n");

    [Theory]
    [InlineData(153, true)]
    [InlineData(154, false)]
    public void A_long_call_has_an_argument_to_a_line(int length, bool isOneLine)
    {
        var argument = new string('a', length);
        Writes(_writer.Call("F(", ");", argument, "b"), isOneLine ? $"F({argument}, b);\n" : $"F(\n    {argument},\n    b);\n");
    }

    [Fact]
    public void Nothing_is_nothing() => Writes(_writer.Line(), string.Empty);

    private static void Writes(SourceWriter writer, string expected) => Assert.Equal(expected, writer.ToString());
}
