namespace Adjoint;

/// <summary>The parameters of a layer that has a weight: a dense layer without bias is y = x · <see cref="Weight"/>.</summary>
/// <param name="weight">The weight.</param>
public class WeightLayer(Parameter weight)
{
    /// <summary>The weight; of a dense layer [inputs, outputs] in memory and [outputs, inputs] in files.</summary>
    public Parameter Weight { get; } = weight;
}

/// <summary>The parameters of a dense layer: y = x · Weight + <see cref="Bias"/>.</summary>
/// <param name="weight">The weight, [inputs, outputs].</param>
/// <param name="bias">The bias, [outputs].</param>
public sealed class DenseLayer(Parameter weight, Parameter bias) : WeightLayer(weight)
{
    /// <summary>The bias, [outputs].</summary>
    public Parameter Bias { get; } = bias;
}
