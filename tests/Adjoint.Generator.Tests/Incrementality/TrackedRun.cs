using System.Collections;
using System.Reflection;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>One driver over a project that is edited: what each run computed anew.</summary>
internal sealed class TrackedRun
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new TrainingGenerator().AsSourceGenerator()],
        parseOptions: Sources.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private CSharpCompilation _project;

    public TrackedRun(params string[] files)
    {
        _project = Sources.Project(files);
        Run();
    }

    public GeneratorRunResult Result { get; private set; }

    /// <summary>Replaces the text of a file and runs again.</summary>
    public TrackedRun Edit(int file, string text)
    {
        var old = _project.SyntaxTrees[file];
        _project = _project.ReplaceSyntaxTree(old, Sources.Parse(text, old.FilePath));
        return Run();
    }

    /// <summary>Why a step's outputs are what they are, one for each model.</summary>
    public IncrementalStepRunReason[] Reasons(string step) => Result.TrackedSteps.TryGetValue(step, out var runs)
        ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)]
        : [];

    public string Text(string ending) => Result.GeneratedSources.Single(file => file.HintName.EndsWith(ending, StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>The values of our own steps, which the driver keeps between runs.</summary>
    public IEnumerable<object> CachedValues() => new[] { TrainingGenerator.ParseStep, TrainingGenerator.CompileStep, TrainingGenerator.ParseExampleStep, TrainingGenerator.CompileExampleStep }
        .SelectMany(step => Result.TrackedSteps.TryGetValue(step, out var runs) ? runs : []).SelectMany(run => run.Outputs).Select(output => output.Value);

    private TrackedRun Run()
    {
        _driver = _driver.RunGenerators(_project);
        var result = _driver.GetRunResult();
        Assert.Empty(result.Diagnostics);
        Result = result.Results[0];
        Assert.Null(Result.Exception);
        return this;
    }
}
