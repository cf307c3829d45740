namespace Adjoint;

/// <summary>Random changes of rows of any numbers. Made by <see cref="Augmentation.Rows"/>; each method returns a longer one.</summary>
public sealed class RowAugmentation : Augmentation
{
    internal RowAugmentation(AugmentationStep[] steps)
        : base(steps)
    {
    }

    private protected override string Layout => nameof(Rows);

    private protected override long RowFloats => 0;

    /// <summary>Adds a random number from the normal distribution with mean 0 to every number of the row, another one to each (Keras' <c>GaussianNoise</c>).</summary>
    /// <param name="standardDeviation">Its standard deviation, at least 0, in the units of the inputs: all columns get the same, also those of yes and no.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public RowAugmentation Noise(double standardDeviation) => new([.. Steps, new NoiseStep(Deviation(standardDeviation))]);
}
