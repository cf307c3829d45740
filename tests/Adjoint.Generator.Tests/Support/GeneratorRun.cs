using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generator.Tests.Support;

/// <summary>One run of the generator and the analyzer over a project in memory.</summary>
internal sealed class GeneratorRun
{
    private readonly Compilation _output;

    private GeneratorRun(Compilation output, ImmutableArray<GeneratedSourceResult> files)
    {
        _output = output;
        Files = files;
    }

    /// <summary>The emitted files.</summary>
    public ImmutableArray<GeneratedSourceResult> Files { get; }

    public Compilation Output => _output;

    public static GeneratorRun Of(params string[] files) => Of(Sources.Project(files));

    public static GeneratorRun Of(CSharpCompilation project)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new TrainingGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options);
        var result = driver.RunGeneratorsAndUpdateCompilation(project, out var output, out var diagnostics).GetRunResult();
        Assert.Empty(diagnostics);
        Assert.Null(result.Results[0].Exception);
        return new GeneratorRun(output, result.Results[0].GeneratedSources);
    }

    /// <summary>The text of the file whose name ends so.</summary>
    public string File(string ending) => Files.Single(file => file.HintName.EndsWith(ending, StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>Everything that the compiler and the analyzer say, warnings as errors.</summary>
    public ImmutableArray<Diagnostic> Diagnostics()
        => [.. _output.WithAnalyzers([new ModelAnalyzer()]).GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsUndocumentedByUser(diagnostic))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];

    /// <summary>What the analyzer says of the first of the user's files, without what the C# compiler has to do with the others.</summary>
    public ImmutableArray<Diagnostic> Analyze() => Analyze(_output, _output.SyntaxTrees.First());

    /// <summary>What the analyzer says of a file. What it throws, which is AD0001 without a place, is thrown.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation output, SyntaxTree tree)
    {
        var thrown = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => thrown.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var said = output.WithAnalyzers([new ModelAnalyzer()], options)
            .GetAnalyzerSemanticDiagnosticsAsync(output.GetSemanticModel(tree), filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
        return thrown.Count > 0 ? throw thrown[0] : said;
    }

    /// <summary>CS1591 is on so that emitted members are documented; test sources need not be.</summary>
    private static bool IsUndocumentedByUser(Diagnostic diagnostic)
        => diagnostic.Id == "CS1591" && !diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>Everything that is said, a line each: <c>ADJ0009 «Dense(0)» the message</c>, the text in guillemets being what is underlined.</summary>
    public string[] Report()
        => [.. Diagnostics().Select(diagnostic => $"{diagnostic.Id} «{Underlined(diagnostic)}» {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")];

    private static string Underlined(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? string.Empty;

    /// <summary>Fails unless nobody has anything to say.</summary>
    public GeneratorRun AssertClean()
    {
        var diagnostics = Diagnostics();
        Assert.True(diagnostics.IsEmpty, string.Join("\n", diagnostics));
        return this;
    }
}
