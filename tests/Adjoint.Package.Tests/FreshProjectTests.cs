using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Adjoint.Package.Tests;

/// <summary>What a user sees who adds the package to a new project.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class FreshProjectTests(PackageFixture package, ITestOutputHelper output)
{
    private const string Built = "bin/Debug/net10.0/Spirals.dll";

    [Fact]
    public async Task Trains_as_built_and_to_the_same_bits_as_published()
    {
        var folder = await package.CreateProject("Spirals");
        var dotnet = package.In(folder);
        var build = await dotnet.Dotnet("build");
        AssertNothingReported(build);
        var built = await dotnet.Dotnet(Built);
        var accuracy = Number(built, "accuracy");
        Assert.True(accuracy > 0.9, built.Output);
        Assert.Equal(accuracy, Number(built, "loaded"));

        var publish = await dotnet.Dotnet(
            "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-o", Path.Combine(folder, "published"),
            "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:PublishReadyToRun=true", "-p:TrimmerSingleWarn=false");
        AssertNothingReported(publish);
        var file = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(folder, "published")), file => Path.GetExtension(file) != ".pdb");
        var published = await dotnet.Run(file);
        Assert.Equal(built.Output, published.Output);

        output.WriteLine(published.Output);
        output.WriteLine($"build {build.Duration.TotalSeconds:F1} s, publish {publish.Duration.TotalSeconds:F1} s");
        output.WriteLine($"published: {new FileInfo(file).Length / 1e6:F1} MB");
        output.WriteLine($"start to end: {await Best(() => dotnet.Dotnet(Built)):F0} ms as built, {await Best(() => dotnet.Run(file)):F0} ms as published");
    }

    [Fact]
    public async Task The_package_of_the_terminal_is_enough_to_watch_a_training()
    {
        var folder = await package.CreateProject("Watched", package: "Adjoint.Terminal");
        var dotnet = package.In(folder);
        AssertNothingReported(await dotnet.Dotnet("build"));
        var run = await dotnet.Dotnet("bin/Debug/net10.0/Watched.dll");
        Assert.Matches(@"^epoch 1/2  loss .*\nepoch 2/2  loss .*\nCompleted 2 epochs\.\s*$", run.Output);
    }

    [Fact]
    public async Task A_mistake_is_one_error_of_the_compiler_and_nothing_else()
    {
        var folder = await package.CreateProject("Mistake");
        var build = await package.In(folder).FailingDotnet("build", "-clp:NoSummary");
        var reported = Assert.Single(Reported(build).Distinct());
        Assert.Contains("Net.cs(8,2): error ADJ0009: ", reported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emitted_files_in_the_projects_own_folder_are_not_compiled_twice()
    {
        var folder = await package.CreateProject("Spirals", into: "SpiralsEmitted");
        string[] build = ["build", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=Emitted"];
        AssertNothingReported(await package.In(folder).Dotnet(build));
        Assert.Equal(6, Directory.GetFiles(Path.Combine(folder, "Emitted"), "*.g.cs", SearchOption.AllDirectories).Length);
        AssertNothingReported(await package.In(folder).Dotnet([.. build, "--no-incremental"]));
    }

    private static void AssertNothingReported(CommandResult result) => Assert.True(!Reported(result.Output).Any(), result.Output);

    private static IEnumerable<string> Reported(string output) => output.Split('\n').Where(line => Report().IsMatch(line));

    /// <summary>Milliseconds of the fastest of five runs.</summary>
    private static async Task<double> Best(Func<Task<CommandResult>> run)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < 5; i++)
        {
            best = Math.Min(best, (await run()).Duration.TotalMilliseconds);
        }

        return best;
    }

    private static double Number(CommandResult run, string name)
    {
        var line = run.Output.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return double.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\b(warning|error) [A-Z]+\d+|\b(warning|error)\s*:")]
    private static partial Regex Report();
}
