using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Benchmarks;

/// <summary>
/// The command "generator": how long the source generator takes for each example, as the compiler calls it, and how much it writes for each layer, beside the model of the digits. Each
/// example has a process of its own: cold is its first run there, with the compiler itself already at work; warm the median of runs that know nothing of the one before; edit the median
/// of runs after a file without a model has changed, as an editor makes them at each key.
/// </summary>
internal static class GeneratorSpeed
{
    private const string Reference = "Digits.DigitClassifier";

    public static int Run(string[] arguments)
    {
        if (arguments is ["--here", var project, var count])
        {
            Measure(project, int.Parse(count, CultureInfo.InvariantCulture));
            return 0;
        }

        var rounds = arguments.Length > 0 ? arguments[0] : "21";
        Console.WriteLine("project              models    cold ms    warm ms (min..max)         edit ms   emitted files     KB");
        var models = new Dictionary<string, EmittedModel>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "examples"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var start = OwnProcess.With("generator", "--here", file, rounds);
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                if (line.Split(' ') is ["model", var name, var layers, var size])
                {
                    models[name] = new(int.Parse(layers, CultureInfo.InvariantCulture), long.Parse(size, CultureInfo.InvariantCulture));
                }
                else
                {
                    Console.WriteLine(line);
                }
            }

            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                return process.ExitCode;
            }
        }

        Console.WriteLine();
        Console.WriteLine("model                                  layers     KB   KB a layer   of the digits'");
        foreach (var (name, model) in models.OrderByDescending(model => model.Value.Size))
        {
            Console.WriteLine($"{name,-38} {model.Layers,6} {model.Size / 1024.0,6:F1} {model.SizePerLayer / 1024,12:F2} {model.SizePerLayer / models[Reference].SizePerLayer,15:F2}x");
        }

        return 0;
    }

    private static void Measure(string path, int rounds)
    {
        var project = new ExampleProject(path);
        // Without the generator first: the compiler is compiled by then, as that of a build server is.
        _ = project.Compile().GetDiagnostics();
        var cold = Time(project.NewDriver(), project.Compile(), out var driver);
        var warm = Spread.Of(Enumerable.Range(0, rounds).Select(_ => Time(project.NewDriver(), project.Compile(), out var _)));
        var edits = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            edits.Add(Time(driver, project.Compile(comment: $"// {round}"), out driver));
        }

        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
        {
            throw exception;
        }

        var models = project.Models(result);
        Console.WriteLine(
            $"{project.Name,-20} {models.Count,6} {cold,10:F1} {warm.Median,10:F2} ({warm.Min:F2}..{warm.Max:F2}){string.Empty,-6} {Spread.Of(edits).Median,10:F2} {result.GeneratedSources.Length,15} {result.GeneratedSources.Sum(file => file.SourceText.Length) / 1024.0,6:F1}");
        foreach (var (name, model) in models)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {name} {model.Layers} {model.Size}"));
        }
    }

    private static double Time(GeneratorDriver driver, CSharpCompilation compilation, out GeneratorDriver after)
    {
        var start = Stopwatch.GetTimestamp();
        after = driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
