using Adjoint.Generator.Tests.Snapshots;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>Somebody types a model, one key after the other, into one driver.</summary>
public class TypingTests(ITestOutputHelper output)
{
    private readonly Dictionary<string, int> _reasons = [];

    [Fact]
    public void A_model_typed_key_by_key()
    {
        var start = Models.Garment.IndexOf("/// <summary>Tells", StringComparison.Ordinal);
        var run = new TrackedRun(Models.Garment[..start]);
        for (var length = start + 1; length <= Models.Garment.Length; length++)
        {
            Type(run, Models.Garment[..length]);
        }

        Assert.Equal(6, run.Result.GeneratedSources.Length);
        var typed = run.Result.GeneratedSources.Select(file => file.SourceText.ToString()).ToList();

        // A comment behind the model, and back.
        foreach (var text in new[] { "\n/", "\n//", "\n// x", "\n//", "\n/", "\n", string.Empty })
        {
            Type(run, Models.Garment + text);
            Assert.DoesNotContain(Modified, run.Reasons(TrainingGenerator.CompileStep));
        }

        // A width, and back.
        Type(run, Models.Garment.Replace("128", "1287", StringComparison.Ordinal));
        Assert.Equal([Modified], run.Reasons(TrainingGenerator.CompileStep));
        Type(run, Models.Garment);
        Assert.Equal([Modified], run.Reasons(TrainingGenerator.CompileStep));
        Assert.Equal(typed, run.Result.GeneratedSources.Select(file => file.SourceText.ToString()));
        Tell();
    }

    [Fact]
    public void Words_typed_above_a_class_that_is_there()
    {
        const string Before = "using Adjoint;\n\npublic enum Garment { TShirt, Trouser }\n\n";
        const string Class = "\npublic partial class FashionClassifier;\n";
        var words = Models.Garment[Models.Garment.IndexOf("[Model]", StringComparison.Ordinal)..Models.Garment.IndexOf("\npublic partial", StringComparison.Ordinal)];
        var run = new TrackedRun(Before + Class);
        for (var length = 1; length <= words.Length; length++)
        {
            Type(run, Before + words[..length] + Class);
        }

        Assert.Equal(6, run.Result.GeneratedSources.Length);
        Tell();
    }

    private void Type(TrackedRun run, string text)
    {
        run.Edit(0, text);
        foreach (var step in new[] { TrainingGenerator.ParseStep, TrainingGenerator.CompileStep })
        {
            foreach (var reason in run.Reasons(step))
            {
                _reasons[$"{step} {reason}"] = _reasons.GetValueOrDefault($"{step} {reason}") + 1;
            }
        }
    }

    private void Tell()
    {
        foreach (var (reason, count) in _reasons.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{reason}: {count}");
        }

        // Most keys change nothing that the generator knows of; some twenty finish a word or a number.
        Assert.True(_reasons["Compile Modified"] < 40);
    }
}
