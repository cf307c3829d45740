using System.Globalization;
using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Emission;

public class TextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-3, "0.001")]
    [InlineData(1e-8, "1E-08")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1.0 / 3, "0.33333333333333331")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "4.94065645841247E-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Doubles(double value, string text) => Assert.Equal(text, Text.Of(value));

    [Fact]
    public void Doubles_read_back_as_they_were()
    {
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            Assert.True(double.IsNaN(value) || double.Parse(Text.Of(value), CultureInfo.InvariantCulture).Equals(value));
        }
    }

    [Fact]
    public void Cultures_do_not_matter() => OddCulture.Run(() =>
    {
        Assert.Equal("-1234.5", Text.Of(-1234.5));
        Assert.Equal("-1234", Text.Of(-1234L));
        Assert.Equal("-7", Text.Of(-7m));
        Assert.Equal("1,234,567", Text.Grouped(1_234_567));
    });

    [Theory]
    [InlineData("hidden", "Hidden", "hidden")]
    [InlineData("Hidden", "Hidden", "hidden")]
    [InlineData("index", "Index", "index")]
    [InlineData("_x", "_x", "_x")]
    [InlineData("x", "X", "x")]
    [InlineData("層", "層", "層")]
    public void Names(string name, string pascal, string camel) => OddCulture.Run(
        () => Assert.Equal((pascal, camel), (Identifiers.Pascal(name), Identifiers.Camel(name))));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("await", "@await")]
    [InlineData("async", "@async")]
    [InlineData("Class", "Class")]
    public void Keywords_are_escaped(string name, string escaped) => Assert.Equal(escaped, Identifiers.Escape(name));

    [Theory]
    [InlineData("S4x8", true)]
    [InlineData("S784x128", true)]
    [InlineData("S4x", false)]
    [InlineData("s4x8", false)]
    [InlineData("S4x8\n", false)]
    [InlineData("AS4x8", false)]
    public void Names_of_sizes(string name, bool isOne) => Assert.Equal(isOne, SizeName.IsOne(name));
}
