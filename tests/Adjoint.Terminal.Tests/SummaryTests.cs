using Spectre.Console.Testing;

namespace Adjoint.Terminal.Tests;

public class SummaryTests
{
    [Fact]
    public void TheLayersAreATable()
    {
        var console = new TestConsole().Width(100);
        SummaryTable.Print(Sides.Summary, console);
        Snapshot.Verify("Summary", string.Join('\n', console.Lines) + "\n", "txt");
    }

    [Fact]
    public void AnyOtherTextIsWrittenAsItIs()
    {
        var console = new TestConsole();
        SummaryTable.Print("ADJ0001: [not] a table", console);
        Assert.Equal("ADJ0001: [not] a table\n", console.Output);
    }
}
