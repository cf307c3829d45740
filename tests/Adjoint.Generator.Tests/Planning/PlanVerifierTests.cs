using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Tests.Support;
using static Adjoint.Generator.Tests.Support.Chains;
using Buffer = Adjoint.Generator.Planning.Buffer;

namespace Adjoint.Generator.Tests.Planning;

/// <summary>Each thing that the verifier looks for, in a plan that was good before.</summary>
public class PlanVerifierTests
{
    private static readonly ExecutionPlan Good = Compiler.Compile(Classifier([4], Dense(20, "hidden"), Relu, Dense(3))).Training;

    [Fact]
    public void A_good_plan() => Assert.Null(PlanVerifier.Verify(Good));

    [Fact]
    public void A_value_overwritten_before_it_is_read() => Assert.Equal(
        "DenseWeightGradient → dDense1Weight reads 'hidden', which was overwritten",
        Moved("dense1", "hidden"));

    [Fact]
    public void Two_inputs_in_one_place()
    {
        var plan = Compiler.Compile(Regressor([4], Dense(3))).Training;
        Assert.Equal("MeanSquaredErrorAndGradient → dDense1 reads 'targets', which was overwritten", Moved("targets", "dense1", plan));
    }

    [Fact]
    public void A_buffer_past_its_region()
        => Assert.Equal("'hidden' ends past its region", PlanVerifier.Verify(Good with { FloatsPerSample = 16 }));

    private static string? Moved(string name, string place, ExecutionPlan? plan = null)
    {
        plan ??= Good;
        return Changed(name, plan, buffer => buffer with { Offset = plan.Buffers.Single(other => other.Name == place).Offset });
    }

    private static string? Changed(string name, ExecutionPlan plan, Func<Buffer, Buffer> change) => PlanVerifier.Verify(
        plan with { Buffers = plan.Buffers.Select(buffer => buffer.Name == name ? change(buffer) : buffer).ToEquatableArray() });
}
