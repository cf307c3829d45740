using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Adjoint.Generator.Tests.Documentation;

/// <summary>WORDS.md has a row for every word, with its settings as they are and links that lead somewhere.</summary>
public class WordsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "../../.."));
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Root, "WORDS.md")).Where(line => line.StartsWith("| `[", StringComparison.Ordinal))];

    private static readonly Type[] Words = [.. typeof(ModelAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract)];

    public static TheoryData<string> Names => [.. Words.Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_word_has_its_row(string name)
    {
        var row = Assert.Single(Rows, row => NameOf(row) == name);
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(5, cells.Length);
        Assert.Contains($"(src/Adjoint/Attributes/{name.Split('<')[0]}Attribute.cs)", cells[2], StringComparison.Ordinal);
        Assert.Contains("](tests/", cells[3], StringComparison.Ordinal);

        var settings = Regex.Matches(cells[1], "`([A-Za-z0-9]+)(?: = ([^`]+))?`").Select(match => $"{match.Groups[1]} = {match.Groups[2]}");
        Assert.Equal(Settings(Words.Single(word => Name(word) == name)).Order(StringComparer.Ordinal), settings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_is_of_a_word() => Assert.Equal(Words.Select(Name).Order(StringComparer.Ordinal), Rows.Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var links = Regex.Matches(File.ReadAllText(Path.Combine(Root, "WORDS.md")), @"\]\(([^)#]+)").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(links.Count > Words.Length);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Root, link)), link));
        Assert.Contains("(WORDS.md)", File.ReadAllText(Path.Combine(Root, "README.md")), StringComparison.Ordinal);
    }

    private static string Name(Type word) => word.Name.Replace("Attribute", string.Empty, StringComparison.Ordinal)
        .Replace("`1", word == typeof(ModelAttribute<>) ? "<TRow>" : "<TEnum>", StringComparison.Ordinal);

    private static string NameOf(string row) => Regex.Match(row, @"`\[([^\](]+)").Groups[1].Value;

    private static IEnumerable<string> Settings(Type word)
    {
        var made = word.IsGenericType ? word.MakeGenericType(typeof(DayOfWeek)) : word;
        var constructor = made.GetConstructors()[0];
        var attribute = constructor.Invoke([.. constructor.GetParameters().Select(
            parameter => parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 1) : Activator.CreateInstance(parameter.ParameterType))]);
        return made.GetProperties().Where(property => property.CanWrite && property.Name != "Name").Select(property => property.GetValue(attribute) switch
        {
            long.MaxValue => $"{property.Name} = ",
            bool flag => $"{property.Name} = {(flag ? "true" : "false")}",
            var value => $"{property.Name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}",
        });
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
