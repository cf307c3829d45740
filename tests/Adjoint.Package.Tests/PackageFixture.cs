using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Adjoint.Package.Tests;

/// <summary>The packages, packed once with a version of their own, and a folder for projects that use them, outside this tree.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adjoint-package-");

    /// <summary>The folder of the solution.</summary>
    public static string Tree { get; } = FindTree();

    /// <summary>A version that no earlier run has left in a cache; a prerelease, because those must work too.</summary>
    public string Version { get; } = $"9.9.1-test.t{DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}";

    /// <summary>The .nupkg of the core.</summary>
    public string PackagePath => PathOf($"feed/Adjoint.{Version}.nupkg");

    /// <summary>The .nupkg of the terminal.</summary>
    public string TerminalPath => PathOf($"feed/Adjoint.Terminal.{Version}.nupkg");

    /// <summary>The .nupkg of the event files.</summary>
    public string TensorBoardPath => PathOf($"feed/Adjoint.TensorBoard.{Version}.nupkg");

    /// <summary>What packing printed.</summary>
    public string PackOutput { get; private set; } = "";

    /// <summary>Packs. Everything built on the way lies in the fixture's folder: other tests run from the tree's own at the same time.</summary>
    public async Task InitializeAsync()
    {
        foreach (var project in (string[])["src/Adjoint", "src/Adjoint.Terminal", "src/Adjoint.TensorBoard"])
        {
            var pack = await new Command(Tree).Dotnet(
                "pack", project, "-c", "Release", $"-p:Version={Version}", "-o", PathOf("feed"), "--artifacts-path", PathOf("artifacts"));
            PackOutput += pack.Output;
        }

        // Added to the sources that this machine is configured with.
        await File.WriteAllTextAsync(PathOf("nuget.config"), """
            <configuration>
              <packageSources>
                <add key="local" value="feed" />
              </packageSources>
            </configuration>
            """);
    }

    /// <summary>Deletes everything.</summary>
    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Writes a new console project with one package and the sources of Projects/<paramref name="name"/>; returns its folder.</summary>
    public async Task<string> CreateProject(string name, string? into = null, string package = "Adjoint")
    {
        var folder = Directory.CreateDirectory(PathOf(into ?? name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(resource => resource.StartsWith($"{name}/", StringComparison.Ordinal)))
        {
            using var source = assembly.GetManifestResourceStream(resource)!;
            using var file = File.Create(Path.Combine(folder, resource[(name.Length + 1)..]));
            await source.CopyToAsync(file);
        }

        return folder;
    }

    /// <summary>Runs commands in a folder with a packages folder that is this fixture's own.</summary>
    public Command In(string folder) => new(folder, PathOf("packages"));

    private static string FindTree([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(file, "../../.."));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
