namespace Adjoint;

/// <summary>
/// Trains on a batch in parts: cuts the B samples of a batch into so many micro-batches of ⌈B / n⌉, the last smaller, and updates once from all of their
/// gradients. Memory for activations is needed for one micro-batch only, and <see cref="TrainingOptions{TLabel}.BatchSize"/> stays what one update sees.
/// The gradient is that of the whole batch, up to rounding: g ← Σ wᵢgᵢ / Σ wᵢ, gᵢ being the gradient of the mean loss of micro-batch i and wᵢ what its losses
/// are divided by, its rows or the weight of their labels. Dropout draws the masks of the whole batch. <c>[BatchNorm]</c> takes its statistics from each micro-batch.
/// It may stand at any place among a model's words; PyTorch's users write the loop by hand, Keras has <c>gradient_accumulation_steps</c>.
/// </summary>
/// <param name="microBatches">How many, n: 1 to 65,536; 1 is the whole batch at once. A batch of fewer samples becomes micro-batches of one.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AccumulateAttribute(int microBatches) : Attribute
{
    /// <summary>How many.</summary>
    public int MicroBatches { get; } = microBatches;
}
