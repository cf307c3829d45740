using Adjoint.Generator.Tests.Snapshots;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>Project settings under which emitted files must compile without a word.</summary>
public class ProjectSettingsTests
{
    public static TheoryData<string, string> Settings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var setting in Variants.Keys)
            {
                data.Add(setting, nameof(Models.Garment));
                data.Add(setting, nameof(Models.Unusual));
                data.Add(setting, nameof(Models.Regression));
            }

            return data;
        }
    }

    // All of them have implicit usings off, warnings as errors, no unsafe code and CS1591 on.
    private static readonly Dictionary<string, Func<CSharpCompilationOptions, CSharpCompilationOptions>> Variants = new()
    {
        ["checked"] = options => options.WithOverflowChecks(true),
        ["nullable off"] = options => options.WithNullableContextOptions(NullableContextOptions.Disable),
        ["nullable warnings"] = options => options.WithNullableContextOptions(NullableContextOptions.Warnings),
        ["release"] = options => options.WithOptimizationLevel(OptimizationLevel.Release),
        ["warning level 9999"] = options => options.WithWarningLevel(9999),
        ["unsafe allowed"] = options => options.WithAllowUnsafe(true),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Emitted_files_compile_without_a_word(string setting, string model)
        => GeneratorRun.Of(Sources.Project(Variants[setting](Sources.Options), Sources.ParseOptions, Source(model))).AssertClean();

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Language_versions(LanguageVersion version)
        => GeneratorRun.Of(Sources.Project(Sources.Options, Sources.ParseOptions.WithLanguageVersion(version), Models.Unusual)).AssertClean();

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    public void Documentation_off(DocumentationMode mode)
        => GeneratorRun.Of(Sources.Project(Sources.Options, Sources.ParseOptions.WithDocumentationMode(mode), Models.Garment)).AssertClean();

    [Fact]
    public void A_rejected_model_is_as_quiet() => Assert.All(Variants.Values, variant => Assert.Equal(
        ["ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1"],
        GeneratorRun.Of(Sources.Project(
            variant(Sources.Options),
            Sources.ParseOptions,
            "using Adjoint;\n[Model, Input(4), Dense(0), CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Dense1"))).Report()));

    [Fact]
    public void Global_usings_of_everything_emitted() => GeneratorRun.Of(
        Models.Garment,
        """
        global using System;
        global using System.Numerics.Tensors;
        global using Adjoint.Kernels;
        global using static System.Math;
        global using Tensor = System.Int32;
        """).AssertClean();

    [Theory]
    [InlineData(Models.Garment)]
    [InlineData(Models.Regression)]
    [InlineData("using Adjoint;\n[Model, Input(4), Dense(3), Sigmoid, CrossEntropy, Adam]\npublic partial class Net;")]
    public void Global_aliases_of_the_users_named_as_ours(string model)
    {
        const string Aliases = """
            global using Kernels = System.Text.StringBuilder;
            global using Sys = System;
            global using AdjointSys = System.Int32;
            global using Tensors = System.Collections.Generic;
            global using Analysis = System.Int64;
            global using CodeDom = System.String;
            """;
        var run = GeneratorRun.Of(model, Aliases).AssertClean();
        Assert.Contains("using AdjointKernels = global::Adjoint.Kernels;", run.File(".Forward.g.cs"), StringComparison.Ordinal);
        Assert.Contains(" AdjointKernels::Dense.Forward<", run.File(".Forward.g.cs"), StringComparison.Ordinal);
        Assert.Contains("using AdjointAdjointSys = global::System;", run.File(".Forward.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(Kernels|Sys|Tensors|Analysis|CodeDom)::", string.Concat(run.Files.Select(file => file.SourceText.ToString())));
    }

    [Fact]
    public void A_rejected_model_beside_such_an_alias() => Assert.Equal(
        ["ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1"],
        GeneratorRun.Of("global using Kernels = System.String;\nglobal using Sys = System.String;\nusing Adjoint;\n[Model, Input(4), Dense(0), CrossEntropy, Adam]\npublic partial class Net;").Report());

    private static string Source(string name) => name switch
    {
        nameof(Models.Garment) => Models.Garment,
        nameof(Models.Unusual) => Models.Unusual,
        _ => Models.Regression,
    };
}
