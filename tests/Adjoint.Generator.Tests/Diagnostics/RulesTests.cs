using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>The table of rules, and the two files that repeat it.</summary>
public class RulesTests
{
    private static readonly string Generators = Path.GetFullPath(Path.Combine(Folder(), "../../../generators"));

    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Fact]
    public void Numbers_have_no_gaps()
        => Assert.Equal(Enumerable.Range(1, Rules.All.Count()).Select(number => $"ADJ{number:0000}"), Rules.All.Select(rule => rule.Id));

    [Fact]
    public void The_analyzer_knows_them_all() => Assert.Equal(Rules.All, new ModelAnalyzer().SupportedDiagnostics);

    [Fact]
    public void The_release_table_is_the_table_of_rules() => Assert.Equal(
        Rules.All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity}"),
        File.ReadLines(Path.Combine(Generators, "Adjoint.Generator/AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("ADJ", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf(" |", StringComparison.Ordinal)]));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_its_section(string id)
    {
        var rule = Rules.ById(id);
        Assert.Equal($"https://github.com/adjoint-dotnet/adjoint/blob/main/generators/DIAGNOSTICS.md#{id.ToLowerInvariant()}", rule.HelpLinkUri);
        var help = File.ReadAllText(Path.Combine(Generators, "DIAGNOSTICS.md"));
        Assert.Contains($"| [{id}](#{id.ToLowerInvariant()}) | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {rule.Title.ToString(CultureInfo.InvariantCulture)} |", help, StringComparison.Ordinal);
        var section = Regex.Match(help, $"\n## {id}\n\n(.*?)(?=\n## |\\z)", RegexOptions.Singleline).Groups[1].Value;
        Assert.StartsWith($"**{rule.Title.ToString(CultureInfo.InvariantCulture)}", section, StringComparison.Ordinal);
        Assert.Contains("Remedy: ", section, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_of_a_section_is_what_the_rule_is_about(string id)
    {
        // Of another version of the library there is no example; two are of statements and members, whose model is written here.
        var help = File.ReadAllText(Path.Combine(Generators, "DIAGNOSTICS.md"));
        var example = Regex.Match(help, $"\n## {id}\n(?:(?!\n## ).)*?```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var answer = example.Contains("enum Answer", StringComparison.Ordinal) ? string.Empty : "public enum Answer { No, Yes }\n";
        const string Model = "[Model, Input(4), Dense(3), CrossEntropy, Adam]\n";
        var source = id switch
        {
            "ADJ0001" => null,
            "ADJ0017" => $"{Model}public partial class Net; class Use {{ void M(Net model, Dataset<int> data) {{ {example} }} }}",
            "ADJ0016" => Model + example.Replace("{\n", "{\n string Title;\n", StringComparison.Ordinal),
            "ADJ0020" => Model + example,
            "ADJ0026" => example.Replace("[Dense(8), Relu] // and 500 times more", string.Concat(Enumerable.Repeat("[Dense(8), Relu]\n", 501)), StringComparison.Ordinal),
            _ => example,
        };
        if (source is not null)
        {
            var said = GeneratorRun.Of($"using Adjoint;\n{answer}{source}").Diagnostics().Where(diagnostic => diagnostic.Id.StartsWith("ADJ", StringComparison.Ordinal));
            Assert.Equal(id, Assert.Single(said).Id);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Messages_are_sentences_without_a_full_stop(string id)
    {
        var message = Rules.ById(id).MessageFormat.ToString(CultureInfo.InvariantCulture);
        Assert.DoesNotMatch(@"[.!]$|\s$|\n", message);
        Assert.Matches(@"^[\[A-Z']", message);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
