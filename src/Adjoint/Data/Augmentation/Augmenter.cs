namespace Adjoint;

/// <summary>An augmentation with what one training needs to apply it: its seed and memory. For one thread at a time.</summary>
internal sealed class Augmenter(Augmentation augmentation, int seed)
{
    private readonly AugmentationStep[] _steps = augmentation.Steps;
    private readonly float[] _scratch = new float[augmentation.Steps.Select(step => step.ScratchFloats).DefaultIfEmpty().Max()];

    /// <summary>Changes rows of a batch in place.</summary>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="first">The place of the first row in the epoch: batches and micro-batches of any size see the same changes.</param>
    /// <param name="width">Floats of a row.</param>
    /// <param name="inputs">Whole rows.</param>
    public void Apply(int epoch, long first, int width, Span<float> inputs)
    {
        for (; !inputs.IsEmpty; inputs = inputs[width..], first++)
        {
            for (var step = 0; step < _steps.Length; step++)
            {
                var key = CounterRandom.Key(seed, RandomPurpose.Augmentation, where: step, when: epoch);
                _steps[step].Apply(CounterRandom.Bits(key, first), inputs[..width], _scratch);
            }
        }
    }
}
