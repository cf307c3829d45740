using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Adjoint.Shared;

/// <summary>
/// Text compared with a file beside the test, in Verify's convention: <c>Name#Hint.g.verified.cs</c> is the expected text, and a
/// mismatch writes <c>Name#Hint.g.received.cs</c> and shows the difference. Accept by renaming, or all at once with ADJOINT_ACCEPT=1.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string name, string text, string extension = "cs", [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var verified = Path.Combine(folder, $"{name}.verified.{extension}");
        var received = Path.Combine(folder, $"{name}.received.{extension}");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : string.Empty;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("ADJOINT_ACCEPT") == "1")
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{Path.GetFileName(verified)} differs (- expected, + received in {Path.GetFileName(received)}):\n{Difference(expected, text)}");
    }

    private static string Difference(string expected, string received)
    {
        var lines = InlineDiffBuilder.Diff(expected, received).Lines;
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            // Changed lines with two of context.
            if (Enumerable.Range(Math.Max(0, i - 2), Math.Min(5, lines.Count - Math.Max(0, i - 2))).Any(near => lines[near].Type != ChangeType.Unchanged))
            {
                var mark = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
                text.Append(mark).Append(lines[i].Text).Append('\n');
            }
        }

        return text.ToString();
    }
}
