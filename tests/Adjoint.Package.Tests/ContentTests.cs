using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Adjoint.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ContentTests(PackageFixture package)
{
    private const string Library = "lib/net10.0/Adjoint.dll";
    private const string Generator = "analyzers/dotnet/cs/Adjoint.Generator.dll";
    private const string CodeFixes = "analyzers/dotnet/cs/Adjoint.CodeFixes.dll";

    [Fact]
    public void Packing_warns_of_nothing() => Assert.DoesNotContain("warning", package.PackOutput, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_library_with_its_documentation_and_the_compiler()
    {
        using var zip = ZipFile.OpenRead(package.PackagePath);
        string[] packaging = ["_rels/", "package/", "[Content_Types].xml"];
        var files = zip.Entries.Select(entry => entry.FullName).Where(file => !packaging.Any(file.StartsWith)).Where(file => file != "README.md");
        Assert.Equal(
            ["Adjoint.nuspec", "LICENSE", CodeFixes, Generator, "build/Adjoint.targets", Library, "lib/net10.0/Adjoint.xml"], files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_dependency() => Assert.Equal(["System.Numerics.Tensors"], Dependencies(package.PackagePath, "Adjoint.nuspec").Select(Id));

    [Theory]
    [InlineData("Adjoint.Terminal", "Spectre.Console")]
    [InlineData("Adjoint.TensorBoard", "Google.Protobuf")]
    public void A_package_beside_the_core_brings_the_core_of_its_version_with_the_compiler(string name, string needed)
    {
        var dependencies = Dependencies(name == "Adjoint.Terminal" ? package.TerminalPath : package.TensorBoardPath, name + ".nuspec");
        Assert.Equal(["Adjoint", needed], dependencies.Select(Id).Order(StringComparer.Ordinal));
        var core = dependencies.Single(dependency => Id(dependency) == "Adjoint");
        Assert.Equal(package.Version, core.Attribute("version")!.Value);
        Assert.DoesNotContain("Analyzers", core.Attribute("exclude")?.Value ?? string.Empty, StringComparison.Ordinal);
    }

    /// <summary>The generator refuses a library of another version.</summary>
    [Fact]
    public void Library_and_compiler_have_one_version()
        => Assert.All([Library, Generator, CodeFixes], file => Assert.Equal(new Version(9, 9, 1, 0), Read(file, ReadVersion)));

    [Theory]
    [InlineData(Library)]
    [InlineData(Generator)]
    [InlineData(CodeFixes)]
    public void Symbols_are_in_the_assembly_and_name_no_folder_of_the_machine(string file)
    {
        var documents = Read(file, ReadDocuments);
        Assert.Contains(documents, document => document.StartsWith("/_/", StringComparison.Ordinal));
        Assert.DoesNotContain(documents, document => document.StartsWith(PackageFixture.Tree, StringComparison.Ordinal));
    }

    private static XElement[] Dependencies(string path, string nuspec)
    {
        using var zip = ZipFile.OpenRead(path);
        using var stream = zip.GetEntry(nuspec)!.Open();
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency")];
    }

    private static string Id(XElement dependency) => dependency.Attribute("id")!.Value;

    private static Version ReadVersion(PEReader file) => file.GetMetadataReader().GetAssemblyDefinition().Version;

    private static List<string> ReadDocuments(PEReader file)
    {
        var entry = file.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var reader = symbols.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    private T Read<T>(string file, Func<PEReader, T> read)
    {
        using var zip = ZipFile.OpenRead(package.PackagePath);
        using var stream = zip.GetEntry(file)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        memory.Position = 0;
        using var reader = new PEReader(memory);
        return read(reader);
    }
}
