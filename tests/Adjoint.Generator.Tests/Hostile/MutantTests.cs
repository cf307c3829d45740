using System.Diagnostics;
using System.Runtime.CompilerServices;
using Adjoint.Generator.Tests.Snapshots;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>
/// Damaged sources: neither generator nor analyzer throws, and where the user's files compile the emitted ones do. The number of mutants is
/// the environment variable ADJOINT_MUTANTS, 2,000 unless given; a failure says the number of its mutant, and ADJOINT_MUTANT tries that one.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public class MutantTests(ITestOutputHelper output)
{
    private const string Members = """
        using Adjoint;

        namespace Mine;

        public enum Answer { No, Yes, Perhaps = 7 }

        public partial class Outer
        {
            public const int Width = 8;

            /// <summary>Mine.</summary>
            [Model(MaxParameters = 1_000), Input(4, 2), Scale(0.5), Flatten, Dense(Width, Name = "hidden", Bias = false, WeightInit = Initialization.Normal, WeightScale = 0.1)]
            [Softplus(Beta = 2), Dropout(0.1), Dense<Answer>(Name = "scores"), CrossEntropy(LabelSmoothing = 0.1), Sgd(Momentum = 0.9, Nesterov = true)]
            public sealed partial class Net
            {
                private int _count;

                public Net(string title, int seed) : this(seed) => Title = title;

                public string Title { get; } = "";

                public void Forward(int times) => _count += times;

                public static Net Load(int number) => new("x", number);
            }
        }

        [Model, Input(3), Dense(2), Huber(Delta = 0.5), RmsProp(Alpha = 0.9, Centered = true)]
        internal partial class Second;

        internal static class Uses
        {
            public static Answer Run(Outer.Net net, Dataset<Answer> data)
            {
                net.Fit(data, new() { Epochs = 2 });
                foreach (var epoch in net.Train(data).Epochs)
                {
                    _ = epoch.Loss;
                }

                net.Hidden.Weight.Values[0] = new Second(seed: 1).Dense1.Bias.Values[0];
                return net.Classify(new float[8]);
            }
        }
        """;

    private const string GlobalUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading.Tasks;
        """;

    /// <summary>What an example calls of another package: its references are kept few.</summary>
    private const string Terminal = """
        namespace Adjoint.Terminal
        {
            internal static class TerminalTraining
            {
                public static Adjoint.TrainingResult RunInTerminal(this Adjoint.Training training) => training.Run();
            }
        }
        """;

    [Fact]
    public void Damaged_sources_break_nothing()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_MUTANTS"), out var many) ? many : 2_000;
        var numbers = int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_MUTANT"), out var one) ? [one] : Enumerable.Range(0, count);
        var projects = Projects().ToArray();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var failures = numbers.Select(number => projects[number % projects.Length].Try(number)).Where(failure => failure is not null).ToList();

        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        output.WriteLine($"{count} mutants in {seconds:0.0} s of processor time, {projects.Sum(project => project.Compiled)} of which compile");
        Assert.True(failures.Count == 0, $"{failures.Count} failures, the first of which are:\n\n{string.Join("\n\n", failures.Take(5))}");
        Assert.True(numbers.Count() < 100 || projects.Sum(project => project.Compiled) > count / 50, "the mutants hardly ever compile");
    }

    private static IEnumerable<Victim> Projects()
    {
        foreach (var folder in new[] { "Digits", "FashionMnist" })
        {
            yield return new Victim(OutputKind.ConsoleApplication, [.. Directory.GetFiles(Path.Combine(Examples(), folder), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)]);
        }

        foreach (var model in new[] { Models.Garment, Models.Regression, Models.Unusual, Models.Activations, Models.Integers, Models.Houses, Models.Letters, Members, Members })
        {
            yield return new Victim(OutputKind.DynamicallyLinkedLibrary, model);
        }
    }

    private static string Examples([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../examples"));

    /// <summary>A project that is damaged in one file at a time.</summary>
    private sealed class Victim
    {
        private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.None);

        // The fewer the quicker: every mutant is a compilation of its own.
        private static readonly MetadataReference[] Few = [.. Sources.References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display!) is
            "Adjoint" or "System.Private.CoreLib" or "System.Runtime" or "System.Collections" or "System.Console" or "System.Linq" or "System.Memory"
            or "System.Numerics.Tensors" or "System.IO.Compression" or "System.ComponentModel.Primitives")];

        private readonly string[] _files;
        private readonly CSharpCompilation _project;
        private readonly GeneratorDriver _driver;

        public Victim(OutputKind kind, params string[] files)
        {
            _files = files;
            var options = new CSharpCompilationOptions(kind, concurrentBuild: false).WithNullableContextOptions(NullableContextOptions.Enable);
            _project = Sources.Project(options, ParseOptions, [.. files, GlobalUsings, Terminal]).WithReferences(Few);
            _driver = CSharpGeneratorDriver.Create(new TrainingGenerator()).WithUpdatedParseOptions(ParseOptions)
                .RunGeneratorsAndUpdateCompilation(_project, out var output, out _);
            Assert.DoesNotContain(output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }

        /// <summary>How many mutants the C# compiler had nothing against.</summary>
        public int Compiled { get; private set; }

        /// <summary>What is wrong with a mutant, or null.</summary>
        public string? Try(int number)
        {
            var file = number / 9 % _files.Length;
            var text = Mutant.Of(_files[file], number);
            try
            {
                var tree = Sources.Parse(text, $"File{file}.cs", ParseOptions);
                return Try(_project.ReplaceSyntaxTree(_project.SyntaxTrees[file], tree), tree, number, text);
            }
            catch (Exception exception)
            {
                return $"Mutant {number} throws {exception}\n{text}";
            }
        }

        private string? Try(CSharpCompilation mutant, SyntaxTree tree, int number, string text)
        {
            var result = _driver.RunGeneratorsAndUpdateCompilation(mutant, out var output, out _).GetRunResult().Results[0];
            if (result.Exception is { } thrown)
            {
                throw thrown;
            }

            // The generator has gone through nearly everything that the analyzer goes through.
            if (number % 4 == 0)
            {
                GeneratorRun.Analyze(output, tree);
            }

            // Where the emitted code cannot have changed, or the user's does not compile, there is no more to see.
            if (!text.Contains("[Model", StringComparison.Ordinal) || tree.GetDiagnostics().Any()
                || output.GetDeclarationDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsEmitted(diagnostic)))
            {
                return null;
            }

            var diagnostics = output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
            var emitted = diagnostics.Where(IsEmitted).ToList();
            var compiles = !diagnostics.Except(emitted).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Compiled += compiles ? 1 : 0;

            // Of a model that is rejected too: it keeps its members, so that its own diagnostic is the only error.
            return compiles && emitted.Count > 0 ? $"Mutant {number}: {string.Join("\n", emitted.Take(3))}\n{text}" : null;
        }

        private static bool IsEmitted(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && GeneratedCode.IsEmitted(tree);
    }
}
