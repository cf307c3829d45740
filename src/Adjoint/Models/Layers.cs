namespace Adjoint;

/// <summary>The parameters of a layer that has a weight alone: a dense layer without bias, the table of an embedding, an RMS normalisation.</summary>
/// <param name="weight">The weight.</param>
public class WeightLayer(Parameter weight)
{
    /// <summary>
    /// The weight: of a dense layer [inputs, outputs] in memory and [outputs, inputs] in files, of an embedding [vocabulary, width], of a
    /// normalisation [width].
    /// </summary>
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

/// <summary>The parameters of a normalisation: y = x̂ ∘ Weight + <see cref="Bias"/>.</summary>
/// <param name="weight">The weight, [width].</param>
/// <param name="bias">The bias, [width].</param>
public class NormLayer(Parameter weight, Parameter bias) : WeightLayer(weight)
{
    /// <summary>The bias, [width].</summary>
    public Parameter Bias { get; } = bias;
}

/// <summary>The parameters of a normalisation over the batch, and the statistics that prediction uses in the place of a batch's.</summary>
/// <param name="weight">The weight, [width].</param>
/// <param name="bias">The bias, [width].</param>
/// <param name="runningMean">The running mean, [width].</param>
/// <param name="runningVariance">The running variance, [width].</param>
public sealed class BatchNormLayer(Parameter weight, Parameter bias, Parameter runningMean, Parameter runningVariance) : NormLayer(weight, bias)
{
    /// <summary>The mean of each column over the batches of training, recent ones counting more, [width]; 0 before.</summary>
    public Parameter RunningMean { get; } = runningMean;

    /// <summary>The unbiased variance of each column over the batches of training, recent ones counting more, [width]; 1 before.</summary>
    public Parameter RunningVariance { get; } = runningVariance;
}

/// <summary>What training learns of the inputs to standardise them: y = (x - <see cref="Mean"/>) / <see cref="Deviation"/>.</summary>
/// <param name="mean">The mean, in the shape of a sample.</param>
/// <param name="deviation">The deviation, in the shape of a sample.</param>
public sealed class StandardizeLayer(Parameter mean, Parameter deviation)
{
    /// <summary>The mean of each number of a sample over the training set; 0 before.</summary>
    public Parameter Mean { get; } = mean;

    /// <summary>The deviation of each number of a sample over the training set, and 1 where all are equal; 1 before.</summary>
    public Parameter Deviation { get; } = deviation;
}

/// <summary>
/// What training learns of those columns of rows whose properties say so: y = (x - <see cref="Shift"/>) / <see cref="Divisor"/>. In the other columns the shift is 0 and the
/// divisor 1.
/// </summary>
/// <param name="shift">The shift, [columns].</param>
/// <param name="divisor">The divisor, [columns].</param>
public sealed class ScalingLayer(Parameter shift, Parameter divisor)
{
    /// <summary>The mean of a column under <c>[Standardize]</c> over the training set, the smallest number of one under <c>[MinMax]</c>; 0 before.</summary>
    public Parameter Shift { get; } = shift;

    /// <summary>
    /// The deviation of a column under <c>[Standardize]</c> over the training set, the distance from the smallest to the largest number of one under <c>[MinMax]</c>, and 1
    /// where all are equal; 1 before.
    /// </summary>
    public Parameter Divisor { get; } = divisor;
}

/// <summary>What training learns of the inputs to bring them to [0, 1]: y = (x - <see cref="Minimum"/>) / <see cref="Range"/>.</summary>
/// <param name="minimum">The minimum, in the shape of a sample.</param>
/// <param name="range">The range, in the shape of a sample.</param>
public sealed class MinMaxLayer(Parameter minimum, Parameter range)
{
    /// <summary>The smallest of each number of a sample over the training set; 0 before.</summary>
    public Parameter Minimum { get; } = minimum;

    /// <summary>The distance from there to the largest, and 1 where all are equal; 1 before.</summary>
    public Parameter Range { get; } = range;
}
