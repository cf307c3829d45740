using PublicApiGenerator;

namespace Adjoint.Terminal.Tests;

/// <summary>Everything public, as text.</summary>
public class PublicApiTests
{
    [Fact]
    public void ThePublicApiIsTheOneThatWasAgreed()
    {
        var text = typeof(TerminalTraining).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        Snapshot.Verify("Adjoint.Terminal", text.ReplaceLineEndings("\n"), "txt");
    }
}
