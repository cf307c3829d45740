using System.Collections.Immutable;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>Applies a code fix to a source, as the editor does.</summary>
internal static class Fix
{
    /// <summary>
    /// Offers the fix of the first diagnostic that it is for, compares the title and the text that it makes, and finds nothing wrong with the
    /// model then.
    /// </summary>
    public static async Task MakesAsync(CodeFixProvider provider, string source, string title, string expected)
    {
        var actions = await OfferedAsync(provider, source);
        var (_, changed) = Assert.Single(actions, action => action.Title == title);
        Assert.Equal(expected.ReplaceLineEndings("\n"), changed);
        GeneratorRun.Of(changed).AssertClean();
    }

    /// <summary>All that is offered for the first diagnostic that the fix is for: the titles, and the texts that they make.</summary>
    public static async Task<List<(string Title, string Text)>> OfferedAsync(CodeFixProvider provider, string source)
    {
        source = source.ReplaceLineEndings("\n");
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "User", "User", LanguageNames.CSharp,
            compilationOptions: Sources.Options, parseOptions: Sources.ParseOptions, metadataReferences: Sources.References));
        var document = project.AddDocument("File.cs", source);

        // As in the editor the emitted part is there: without it the model has neither its base class nor its constructor.
        var compilation = GeneratorRun.Of((CSharpCompilation)(await document.Project.GetCompilationAsync())!).Output;
        var found = await compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ModelAnalyzer())).GetAnalyzerDiagnosticsAsync();
        var diagnostic = found.First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));

        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var texts = new List<(string, string)>();
        foreach (var action in actions)
        {
            var operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
            var changed = ((ApplyChangesOperation)operation).ChangedSolution.GetDocument(document.Id)!;
            texts.Add((action.Title, (await changed.GetTextAsync()).ToString()));
        }

        return texts;
    }
}
