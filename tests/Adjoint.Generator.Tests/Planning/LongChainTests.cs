using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Tests.Support;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>Depth: nothing recurses, and nothing is searched for from the start each time.</summary>
public class LongChainTests
{
    [Fact]
    public void Ten_thousand_layers_compile()
    {
        var layers = Enumerable.Range(0, 5_000).SelectMany(i => new[] { Dense(8), (i % 4) switch { 0 => Relu, 1 => Tanh, 2 => Gelu, _ => Dropout(0.1) } });
        var files = Compiler.Compile(new ParseResult(Regressor([8], [.. layers, Dense(1)]), default, IsIncomplete: false));
        Assert.Equal(6, files.Count);
    }

    [Fact]
    public void Memory_of_a_prediction_does_not_grow_with_depth()
    {
        var plan = Compiler.Compile(Regressor([8], [.. Enumerable.Range(0, 1000).Select(_ => Dense(8)), Dense(1)])).Prediction;
        Assert.Equal(32, plan.FloatsPerSample);
        Assert.Null(PlanVerifier.Verify(plan));
    }
}
