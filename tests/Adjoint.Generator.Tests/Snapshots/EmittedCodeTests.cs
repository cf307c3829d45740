using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Snapshots;

/// <summary>Everything emitted, to the character; each also compiles with zero diagnostics.</summary>
public class EmittedCodeTests
{
    [Theory]
    [InlineData(nameof(Models.Garment), Models.Garment)]
    [InlineData(nameof(Models.Regression), Models.Regression)]
    [InlineData(nameof(Models.Unusual), Models.Unusual)]
    [InlineData(nameof(Models.Activations), Models.Activations)]
    [InlineData(nameof(Models.Integers), Models.Integers)]
    [InlineData(nameof(Models.Normalised), Models.Normalised)]
    [InlineData(nameof(Models.Labels), Models.Labels)]
    [InlineData(nameof(Models.Weighted), Models.Weighted)]
    [InlineData(nameof(Models.YesOrNo), Models.YesOrNo)]
    [InlineData(nameof(Models.Probabilities), Models.Probabilities)]
    [InlineData(nameof(Models.Averaged), Models.Averaged)]
    [InlineData(nameof(Models.Frozen), Models.Frozen)]
    [InlineData(nameof(Models.Scaled), Models.Scaled)]
    public void Emitted_code_is_as_reviewed(string name, string source)
    {
        var run = GeneratorRun.Of(source);
        run.AssertClean();
        Assert.Equal(6, run.Files.Length);
        foreach (var file in run.Files)
        {
            Snapshot.Verify($"{name}#{file.HintName[..^".cs".Length]}", file.SourceText.ToString());
        }
    }

    [Fact]
    public void Scaled_columns_of_rows_are_as_reviewed()
    {
        var run = GeneratorRun.Of(Models.Columns).AssertClean();
        foreach (var file in run.Files.Where(file => file.HintName is "Judge.g.cs" or "Judge.Forward.g.cs" or "Judge.Backward.g.cs" or "Flat.Example.g.cs"))
        {
            Snapshot.Verify($"{nameof(Models.Columns)}#{file.HintName[..^".cs".Length]}", file.SourceText.ToString());
        }
    }

    [Theory]
    [InlineData(nameof(Models.Houses), Models.Houses)]
    [InlineData(nameof(Models.Letters), Models.Letters)]
    public void The_encoder_of_rows_is_as_reviewed(string name, string source)
    {
        var run = GeneratorRun.Of(source).AssertClean();
        Assert.Equal(8, run.Files.Length);
        foreach (var file in run.Files.Where(file => file.HintName.EndsWith("Example.g.cs", StringComparison.Ordinal) || file.HintName.EndsWith("Rows.g.cs", StringComparison.Ordinal)))
        {
            Snapshot.Verify($"{name}#{file.HintName[..^".cs".Length]}", file.SourceText.ToString());
        }
    }
}
