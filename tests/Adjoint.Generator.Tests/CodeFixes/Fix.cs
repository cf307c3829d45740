using System.Collections.Immutable;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>Applies a code fix to a source, as the editor does.</summary>
internal static class Fix
{
    /// <summary>Offers the fix of the first diagnostic that it is for, and compares the title and the text that it makes.</summary>
    public static async Task MakesAsync(CodeFixProvider provider, string source, string title, string expected)
    {
        source = source.ReplaceLineEndings("\n");
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "User", "User", LanguageNames.CSharp,
            compilationOptions: Sources.Options, parseOptions: Sources.ParseOptions, metadataReferences: Sources.References));
        var document = project.AddDocument("File.cs", source);

        var compilation = await document.Project.GetCompilationAsync();
        var found = await compilation!.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ModelAnalyzer())).GetAnalyzerDiagnosticsAsync();
        var diagnostic = found.First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));

        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var action = Assert.Single(actions);
        Assert.Equal(title, action.Title);

        var operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
        var changed = ((ApplyChangesOperation)operation).ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(expected.ReplaceLineEndings("\n"), (await changed.GetTextAsync()).ToString());
    }
}
