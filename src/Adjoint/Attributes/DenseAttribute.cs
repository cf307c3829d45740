namespace Adjoint;

/// <summary>
/// A fully connected layer on the last axis: y = x · W + b, [..., inputs] to [..., outputs], as <c>torch.nn.Linear</c>. Weight and
/// bias start uniform in ±1/√inputs.
/// </summary>
/// <param name="outputs">The extent of the last axis after the layer; at least 1.</param>
public sealed class DenseAttribute(int outputs) : LayerAttribute
{
    /// <summary>The extent of the last axis after the layer.</summary>
    public int Outputs { get; } = outputs;
}

/// <summary>
/// A fully connected layer with one output for each value of an enum: the class scores of a classifier whose labels are that enum.
/// </summary>
/// <typeparam name="TLabel">The enum; gaps between its values are allowed, flags and duplicate values are not.</typeparam>
public sealed class DenseAttribute<TLabel> : LayerAttribute
    where TLabel : struct, Enum;
