using Adjoint.Kernels;

namespace Adjoint;

/// <summary>What the evaluation of a set asks of a kind of model, block by block.</summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
/// <typeparam name="TTarget">What the loss compares with: class numbers or floats.</typeparam>
internal interface IEvaluated<TLabel, TTarget>
    where TLabel : unmanaged
{
    /// <summary>How many answers of a sample are right or wrong: the denominator of the accuracy, 0 where there are none.</summary>
    int AnswersPerRow { get; }

    /// <summary>The labels of some rows as the loss takes them.</summary>
    void Targets(Dataset<TLabel> data, ReadOnlySpan<int> rows, Span<TTarget> targets);

    /// <summary>The sum of the losses of some rows.</summary>
    LossSum Losses(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    /// <summary>How many answers are right.</summary>
    long Right(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<TTarget> targets);
}
