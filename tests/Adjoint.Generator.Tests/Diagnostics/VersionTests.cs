using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0001: generator and library of different versions.</summary>
public class VersionTests
{
    [Fact]
    public void Another_version_of_the_library()
    {
        var project = Sources.Project(
            "using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Dense1"));
        var library = project.References.Single(reference => reference.Display == typeof(ModelAttribute).Assembly.Location);
        var run = GeneratorRun.Of(project.ReplaceReference(library, MetadataReference.CreateFromImage(LibraryOfVersion(9, 8, 7))));
        Assert.Equal(
            ["ADJ0001 «Net» The generator is version 0.1.0 but the library Adjoint is 9.8.7: reference one version of the package Adjoint"], run.Report());
    }

    /// <summary>The library with another version in its row of the table of assemblies.</summary>
    private static byte[] LibraryOfVersion(ushort major, ushort minor, ushort build)
    {
        var image = File.ReadAllBytes(typeof(ModelAttribute).Assembly.Location);
        using var file = new PEReader(new MemoryStream(image));
        var row = file.PEHeaders.MetadataStartOffset + file.GetMetadataReader().GetTableMetadataOffset(TableIndex.Assembly);
        // Behind the four bytes of the hash algorithm.
        foreach (var (part, index) in new[] { major, minor, build, (ushort)0 }.Select((part, index) => (part, index)))
        {
            BitConverter.TryWriteBytes(image.AsSpan(row + 4 + (2 * index)), part);
        }

        return image;
    }
}
