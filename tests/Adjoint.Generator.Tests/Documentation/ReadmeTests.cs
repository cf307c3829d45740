using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Tests.Documentation;

/// <summary>What README.md shows compiles as it stands there, without a warning.</summary>
public class ReadmeTests
{
    private static readonly string[] Blocks =
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Folder(), "../../../README.md")).ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void The_model_the_loop_and_the_use_compile()
    {
        var program = $$"""
            float[] pixels = [], pixelsOfOne = [];
            Digit[] digits = [];
            {{Block("foreach (Epoch")}}
            {{Block("FindLearningRate")}}
            {{Block("model.Classify")}}
            """;
        var options = Sources.Options.WithOutputKind(OutputKind.ConsoleApplication);
        var project = Sources.Project(options, Sources.ParseOptions, "global using System;\nglobal using Adjoint;\n" + program, Block("[Model]"));
        GeneratorRun.Of(project).AssertClean();
    }

    [Fact]
    public void The_records_compile()
    {
        var program = $"{Block("classifier.Fit(flowers")}\nstatic List<Flower> ReadFlowers() => [];";
        var options = Sources.Options.WithOutputKind(OutputKind.ConsoleApplication);
        var project = Sources.Project(options, Sources.ParseOptions, "global using System.Collections.Generic;\nglobal using Adjoint;\n" + program, Block("[Example]"));
        GeneratorRun.Of(project).AssertClean();
    }

    [Fact]
    public void The_bytes_the_files_and_the_augmented_images_compile()
    {
        var program = $$"""
            byte[] pixelBytes = [];
            Digit[] labels = [];
            {{Block("BinaryRows.Write(")}}
            var (trainSet, model) = (images, new DigitClassifier());
            {{Block("Augmentation.Images")}}
            static IEnumerable<float[]> ReadRowsOneByOne() => [];
            static IEnumerable<Digit> ReadLabels() => [];
            """;
        var options = Sources.Options.WithOutputKind(OutputKind.ConsoleApplication);
        var project = Sources.Project(options, Sources.ParseOptions, "global using System.Collections.Generic;\nglobal using Adjoint;\n" + program, Block("[Model]"));
        GeneratorRun.Of(project).AssertClean();
    }

    [Fact]
    public void The_stream_compiles()
    {
        var program = $$"""
            using System.Data.Common;
            using System.Runtime.CompilerServices;
            using System.Threading;
            DbDataSource database = null!;
            Flower[] someFlowers = [];
            Dataset<Species> validationSet = null!;
            var classifier = new FlowerClassifier();
            {{Block("Flower.Stream(Read")}}
            """;
        var options = Sources.Options.WithOutputKind(OutputKind.ConsoleApplication);
        var project = Sources.Project(options, Sources.ParseOptions, "global using System.Collections.Generic;\nglobal using Adjoint;\n" + program, Block("[Example]"));
        GeneratorRun.Of(project).AssertClean();
    }

    [Fact]
    public void The_classic_loop_is_short() => Assert.InRange(Block("foreach (Epoch").TrimEnd().Split('\n').Length, 10, 19);

    private static string Block(string holds) => Assert.Single(Blocks, block => block.Contains(holds, StringComparison.Ordinal));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
