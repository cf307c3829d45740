using System.Buffers;
using Adjoint.Kernels;

namespace Adjoint;

/// <content>Going through a set in blocks of rows that stay in the cache.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>Gives each block of a set to a reader: its rows, their labels as the loss takes them, and the logits, or what the model predicts.</summary>
    internal void ReadInBlocks<TTarget, TReader>(Dataset<TLabel> data, IEvaluated<TLabel, TTarget> kind, bool predicted, ref TReader reader)
        where TReader : struct, IBlockReader<TTarget>
    {
        var inputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Inputs);
        var outputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Outputs);
        var labels = ArrayPool<TTarget>.Shared.Rent(BlockRows * LabelsPerRow);
        try
        {
            for (var first = 0; first < data.Count; first += BlockRows)
            {
                var rows = data.SourceRows.Slice(first, Math.Min(BlockRows, data.Count - first));
                var features = inputs.AsSpan(0, rows.Length * Layout.Inputs);
                var scores = outputs.AsSpan(0, rows.Length * Layout.Outputs);
                var targets = labels.AsSpan(0, rows.Length * LabelsPerRow);
                data.GatherFeatures(rows, features);
                kind.Targets(data, rows, targets);
                if (predicted)
                {
                    Predict(features, scores);
                }
                else
                {
                    Logits(features, scores);
                }

                reader.Read(rows, targets, scores);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(inputs);
            ArrayPool<float>.Shared.Return(outputs);
            ArrayPool<TTarget>.Shared.Return(labels);
        }
    }

    /// <summary>The losses and right answers over a set.</summary>
    private protected Evaluation EvaluateInBlocks<TTarget>(Dataset<TLabel> data, IEvaluated<TLabel, TTarget> kind)
    {
        var reader = new Evaluator<TTarget>(data, kind, ArrayPool<float>.Shared.Rent(BlockRows));
        ReadInBlocks(data, kind, predicted: false, ref reader);
        ArrayPool<float>.Shared.Return(reader.Weights);
        var answers = (long)data.Count * kind.AnswersPerRow;
        return new Evaluation(reader.Loss.Mean, answers == 0 ? double.NaN : (double)reader.Right / answers, data.Count);
    }

    /// <summary>Sums losses and right answers.</summary>
    private struct Evaluator<TTarget>(Dataset<TLabel> data, IEvaluated<TLabel, TTarget> kind, float[] weights) : IBlockReader<TTarget>
    {
        public readonly float[] Weights => weights;

        public LossSum Loss { get; private set; }

        public long Right { get; private set; }

        public void Read(ReadOnlySpan<int> rows, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> scores)
        {
            Loss += kind.Losses(rows.Length, scores, targets, data.GatherWeights(rows, weights));
            Right += kind.Right(rows.Length, scores, targets);
        }
    }
}
