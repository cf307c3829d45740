using Adjoint.Kernels;

namespace Adjoint;

/// <content>A batch in micro-batches: B is the samples of one.</content>
public abstract partial class Trainer<TLabel>
{
    private readonly int _microBatches;

    /// <summary>The number of the micro-batch's first sample in the batch.</summary>
    protected long FirstRow { get; private set; }

    /// <summary>The gradients of the micro-batches so far, each times what its losses are divided by; laid out as <see cref="Gradients"/>, behind all else.</summary>
    private Span<float> GradientSum => _memory.Slice(_memory.Length - _network.Layout.ParameterFloats, _network.Layout.ParameterFloats);

    /// <summary>How many samples a micro-batch of a batch has, but for the last.</summary>
    private int MicroBatchSize(int rows) => TrainingPlan.RoundedUp(rows, _microBatches);

    /// <summary>One micro-batch after the other: g ← Σ wg / Σ w, w being what the losses of a micro-batch are divided by, is the gradient of the whole batch's mean loss.</summary>
    private LossSum DifferentiateMicroBatches(BatchSlot<TLabel> batch)
    {
        var (total, answers) = (default(LossSum), _network.LabelsPerRow);
        GradientSum.Clear();
        for (var first = 0; first < batch.Rows; first += Batch)
        {
            FirstRow = first;
            Batch = Math.Min(MicroBatchSize(batch.Rows), batch.Rows - first);
            var loss = Differentiate(batch.Labels.Slice(first * answers, Batch * answers));
            total += loss;
            if (!total.IsFinite)
            {
                // What is in memory is looked at.
                return total;
            }

            Accumulation.Add(loss.Weight, Gradients, GradientSum);
            Clock?.Updated();
        }

        Accumulation.Mean(total.Weight, GradientSum, Gradients);
        return total;
    }
}
