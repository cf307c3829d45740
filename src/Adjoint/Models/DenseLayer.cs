namespace Adjoint;

/// <summary>The parameters of a dense layer: y = x · <see cref="Weight"/> + <see cref="Bias"/>.</summary>
/// <param name="weight">The weight, [inputs, outputs].</param>
/// <param name="bias">The bias, [outputs].</param>
public sealed class DenseLayer(Parameter weight, Parameter bias)
{
    /// <summary>The weight, [inputs, outputs] in memory and [outputs, inputs] in files.</summary>
    public Parameter Weight { get; } = weight;

    /// <summary>The bias, [outputs].</summary>
    public Parameter Bias { get; } = bias;
}
