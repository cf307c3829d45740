using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>The sources of a project, compiled in memory against the platform and the library. Packages that only its program needs are missing; no model needs them.</summary>
internal sealed class ExampleProject
{
    // What a project of the SDK has without writing it.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string[] _sources;

    public ExampleProject(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetDirectoryName(path)!;
        string[] outputs = [Path.Combine(folder, "bin"), Path.Combine(folder, "obj")];
        var own = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !outputs.Any(output => file.StartsWith(output, StringComparison.Ordinal)));
        var linked = XDocument.Load(path).Descendants("Compile").SelectMany(item => ((string?)item.Attribute("Include") ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries));
        _sources = [ImplicitUsings, .. own.Concat(linked.Select(file => Path.Combine(folder, file))).Select(File.ReadAllText)];
    }

    public string Name { get; }

    /// <summary>The project, parsed anew, with a line behind the first file that no model depends on.</summary>
    public CSharpCompilation Compile(string comment = "") => CSharpCompilation.Create(
        Name, _sources.Select((text, i) => CSharpSyntaxTree.ParseText(i == 0 ? $"{text}\n{comment}\n" : text, ParseOptions, $"{i}.cs")), References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The generator, loaded as the compiler loads it, that was built with this program.</summary>
    public GeneratorDriver NewDriver()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var assembly = Path.Combine(SourceTree.Root, "generators/Adjoint.Generator/bin", configuration, "netstandard2.0/Adjoint.Generator.dll");
        return CSharpGeneratorDriver.Create(new AnalyzerFileReference(assembly, new Loader()).GetGenerators(LanguageNames.CSharp), parseOptions: ParseOptions);
    }

    /// <summary>Its models by their full names, with what the generator wrote for them.</summary>
    public Dictionary<string, EmittedModel> Models(GeneratorRunResult result)
    {
        var compilation = Compile();
        var classes = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(type => type.GetAttributes().Any(word => Is(word, "ModelAttribute")));
        return classes.ToDictionary(model => model.ToDisplayString(), model => new EmittedModel(
            model.GetAttributes().Count(word => Is(word, "LayerAttribute")),
            result.GeneratedSources.Where(file => file.HintName.StartsWith($"{model.ToDisplayString()}.", StringComparison.Ordinal)).Sum(file => (long)file.SourceText.Length)));
    }

    private static bool Is(AttributeData word, string name)
    {
        for (var type = word.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name == name && type.ContainingNamespace.Name == "Adjoint")
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
