using Adjoint.Generator.Tests.Snapshots;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>Somebody types a model, one key after the other, into one driver.</summary>
public class TypingTests(ITestOutputHelper output)
{
    [Fact]
    public void A_model_typed_key_by_key()
    {
        var start = Models.Garment.IndexOf("/// <summary>Tells", StringComparison.Ordinal);
        var run = new TrackedRun(Models.Garment[..start]);
        var reasons = new Dictionary<(string Step, IncrementalStepRunReason Reason), int>();
        void Count()
        {
            foreach (var step in new[] { TrainingGenerator.ParseStep, TrainingGenerator.CompileStep })
            {
                foreach (var reason in run.Reasons(step))
                {
                    reasons[(step, reason)] = reasons.GetValueOrDefault((step, reason)) + 1;
                }
            }
        }

        for (var length = start + 1; length <= Models.Garment.Length; length++)
        {
            run.Edit(0, Models.Garment[..length]);
            Count();
        }

        Assert.Equal(6, run.Result.GeneratedSources.Length);
        var typed = run.Result.GeneratedSources.Select(file => file.SourceText.ToString()).ToList();

        // A comment behind the model, and back.
        foreach (var text in new[] { "\n/", "\n//", "\n// x", "\n//", "\n/", "\n", string.Empty })
        {
            run.Edit(0, Models.Garment + text);
            Assert.DoesNotContain(Modified, run.Reasons(TrainingGenerator.CompileStep));
            Count();
        }

        // A width, and back.
        run.Edit(0, Models.Garment.Replace("128", "1287", StringComparison.Ordinal));
        Assert.Equal([Modified], run.Reasons(TrainingGenerator.CompileStep));
        run.Edit(0, Models.Garment);
        Assert.Equal([Modified], run.Reasons(TrainingGenerator.CompileStep));
        Assert.Equal(typed, run.Result.GeneratedSources.Select(file => file.SourceText.ToString()));

        foreach (var (key, count) in reasons.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            output.WriteLine($"{key.Step} {key.Reason}: {count}");
        }

        // Most keys change nothing that the generator knows of: once [Model] is there, every file is compiled for some twenty of them.
        Assert.True(reasons.GetValueOrDefault((TrainingGenerator.CompileStep, Modified)) < 40);
    }
}
