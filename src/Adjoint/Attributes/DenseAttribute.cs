namespace Adjoint;

/// <summary>What all dense layers can be told.</summary>
public abstract class DenseLayerAttribute : LayerAttribute
{
    private protected DenseLayerAttribute()
    {
    }

    /// <summary>Whether the layer adds a bias (unless given).</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How the first weights are drawn; uniform in ±1/√inputs unless given.</summary>
    public Initialization WeightInit { get; init; }

    /// <summary>The number that <see cref="WeightInit"/> takes: a value, bound, deviation or gain; the way's own unless given.</summary>
    public double WeightScale { get; init; } = double.NaN;

    /// <summary>How the first biases are drawn; uniform in ±1/√inputs unless given.</summary>
    public Initialization BiasInit { get; init; }

    /// <summary>The number that <see cref="BiasInit"/> takes: a value, bound or deviation; the way's own unless given.</summary>
    public double BiasScale { get; init; } = double.NaN;

    /// <summary>
    /// Whether the layer keeps the values that it was loaded or drawn with (as <c>requires_grad_(False)</c> in PyTorch): no gradient is computed for them; false unless given. Files do not tell
    /// frozen layers from others.
    /// </summary>
    public bool Frozen { get; init; }
}

/// <summary>
/// A fully connected layer on the last axis: y = x · W + b, [..., inputs] to [..., outputs], as <c>torch.nn.Linear</c>. Weight and
/// bias start uniform in ±1/√inputs.
/// </summary>
/// <param name="outputs">The extent of the last axis after the layer; at least 1.</param>
public sealed class DenseAttribute(int outputs) : DenseLayerAttribute
{
    /// <summary>The extent of the last axis after the layer.</summary>
    public int Outputs { get; } = outputs;
}

/// <summary>
/// A fully connected layer with one output for each value of an enum: the class scores of a classifier whose labels are that enum.
/// </summary>
/// <typeparam name="TLabel">The enum; gaps between its values are allowed, flags and duplicate values are not.</typeparam>
public sealed class DenseAttribute<TLabel> : DenseLayerAttribute
    where TLabel : struct, Enum;
