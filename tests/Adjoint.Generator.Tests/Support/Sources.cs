using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Generator.Tests.Support;

/// <summary>User projects in memory.</summary>
internal static class Sources
{
    /// <summary>The platform and the library.</summary>
    public static readonly ImmutableArray<MetadataReference> References = CreateReferences();

    public static readonly CSharpParseOptions ParseOptions =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12).WithDocumentationMode(DocumentationMode.Diagnose);

    /// <summary>As strict as a careful user's project: nullable on, warnings as errors.</summary>
    public static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error);

    // All projects descend from one, whose references are bound once.
    private static readonly CSharpCompilation Empty = CreateEmpty();

    /// <summary>A strict project of the given files, in C# 12.</summary>
    public static CSharpCompilation Project(params string[] files) => Project(Options, ParseOptions, files);

    public static CSharpCompilation Project(CSharpCompilationOptions options, CSharpParseOptions parseOptions, params string[] files)
        => Empty.WithOptions(options).AddSyntaxTrees([.. files.Select((text, index) => Parse(text, $"File{index}.cs", parseOptions))]);

    public static SyntaxTree Parse(string text, string path, CSharpParseOptions? options = null)
        => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options ?? ParseOptions, path);

    private static CSharpCompilation CreateEmpty()
    {
        var empty = CSharpCompilation.Create("User", [], References, Options);
        _ = empty.GetSpecialType(SpecialType.System_Object);
        return empty;
    }

    private static ImmutableArray<MetadataReference> CreateReferences()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll");
        return [.. platform.Append(typeof(ModelAttribute).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
