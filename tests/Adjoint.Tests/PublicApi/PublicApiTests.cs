using Adjoint.Shared;
using PublicApiGenerator;

namespace Adjoint.Tests.PublicApi;

/// <summary>
/// Everything public, as text: what a change of the library means for those who use it shows in the change of this file. Generated code calls
/// members that editors hide; they are as public as the rest.
/// </summary>
public class PublicApiTests
{
    [Fact]
    public void ThePublicApiIsTheOneThatWasAgreed()
    {
        var text = typeof(Dataset).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        Snapshot.Verify("Adjoint", text.ReplaceLineEndings("\n"), "txt");
    }
}
