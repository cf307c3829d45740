using PublicApiGenerator;

namespace Adjoint.TensorBoard.Tests;

/// <summary>Everything public, as text.</summary>
public class PublicApiTests
{
    [Fact]
    public void ThePublicApiIsTheOneThatWasAgreed()
    {
        var text = typeof(TensorBoardTraining).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        Snapshot.Verify("Adjoint.TensorBoard", text.ReplaceLineEndings("\n"), "txt");
    }
}
