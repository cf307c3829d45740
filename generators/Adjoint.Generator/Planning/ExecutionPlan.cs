using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>Where a value lies.</summary>
internal enum Region
{
    /// <summary>Given by the caller: a prediction's inputs.</summary>
    CallerInput,

    /// <summary>Given by the caller: where a prediction's outputs go.</summary>
    CallerOutput,

    /// <summary>Where the batch was gathered: a training's inputs.</summary>
    Inputs,

    /// <summary>The labels of the batch as class numbers.</summary>
    Classes,

    /// <summary>The model's parameters.</summary>
    Parameters,

    /// <summary>The gradients of the parameters, laid out as they are.</summary>
    Gradients,

    /// <summary>The part of the arena whose size does not depend on the batch.</summary>
    Fixed,

    /// <summary>The part of the arena that holds so many floats for each sample of the batch.</summary>
    PerSample,
}

/// <summary>A named piece of memory. Buffers whose lifetimes do not meet may share it.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Region">Where it lies.</param>
/// <param name="Offset">Its first float: in <see cref="Region.PerSample"/> to be multiplied by the batch's capacity.</param>
/// <param name="Shape">The value's shape.</param>
/// <param name="Replaces">The buffer in whose place it is written, or null.</param>
internal sealed record Buffer(string Name, Region Region, int Offset, Shape Shape, string? Replaces)
{
    public int Length => (int)Shape.Elements;
}

/// <summary>One call of the emitted code.</summary>
/// <param name="Op">What it computes.</param>
/// <param name="Inputs">The buffers that it reads.</param>
/// <param name="Shapes">The shapes in which it reads them: through a view a buffer has other axes than its own.</param>
/// <param name="Output">The buffer that it writes.</param>
/// <param name="GradientOf">The buffer that the step it differentiates writes; -1 in the forward pass.</param>
/// <param name="Flops">Its floating-point operations for one sample.</param>
internal sealed record Step(Op Op, EquatableArray<int> Inputs, EquatableArray<Shape> Shapes, int Output, int GradientOf, long Flops);

/// <summary>What is called in which order on which memory: all that emission needs.</summary>
/// <param name="Buffers">All buffers.</param>
/// <param name="Forward">The steps of the forward pass.</param>
/// <param name="Backward">The loss and the steps of the backward pass; empty in a prediction.</param>
/// <param name="Update">The gradients that are computed while the optimizer uses them.</param>
/// <param name="FloatsPerSample">The size of <see cref="Region.PerSample"/> for a batch of one.</param>
/// <param name="FixedFloats">The size of <see cref="Region.Fixed"/>.</param>
internal sealed record ExecutionPlan(
    EquatableArray<Buffer> Buffers, EquatableArray<Step> Forward, EquatableArray<Step> Backward, EquatableArray<Step> Update, int FloatsPerSample, int FixedFloats)
{
    /// <summary>All steps in their order.</summary>
    public IEnumerable<Step> Steps => Forward.Concat(Backward).Concat(Update);

    public Buffer Of(int buffer) => Buffers[buffer];
}
