namespace Adjoint;

/// <summary>What training makes small. It stands after the last layer.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    private protected LossAttribute()
    {
    }
}

/// <summary>
/// Softmax and cross-entropy of class scores: the mean over the batch of -log softmax(scores)[label], as
/// <c>torch.nn.CrossEntropyLoss</c>. Labels are the enum of <c>[Dense&lt;TLabel&gt;]</c> or, after <c>[Dense(n)]</c>, integers 0 ... n-1.
/// </summary>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>
    /// What share of the label's probability is spread over all classes: 0 or more, below 1; 0 unless given. As
    /// <c>label_smoothing</c>.
    /// </summary>
    public double LabelSmoothing { get; init; }
}

/// <summary>
/// The mean over the batch and the outputs of (prediction - target)², as <c>torch.nn.MSELoss</c>. Labels are floats, one for each output.
/// </summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;

/// <summary>The mean over the batch and the outputs of |prediction - target|, as <c>torch.nn.L1Loss</c>. Labels are floats.</summary>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute;

/// <summary>
/// The mean of d²/2 where |d| = |prediction - target| is at most delta, else delta (|d| - delta/2), as <c>torch.nn.HuberLoss</c>. Labels are floats.
/// </summary>
public sealed class HuberAttribute : LossAttribute
{
    /// <summary>Where the parabola becomes a line, above 0; 1 unless given.</summary>
    public double Delta { get; init; } = 1;
}

/// <summary>
/// The mean of d²/(2 beta) where |d| = |prediction - target| is below beta, else |d| - beta/2, as <c>torch.nn.SmoothL1Loss</c>. Labels are floats.
/// </summary>
public sealed class SmoothL1Attribute : LossAttribute
{
    /// <summary>Where the parabola becomes a line, 0 or more; 1 unless given.</summary>
    public double Beta { get; init; } = 1;
}

/// <summary>The mean of log cosh(prediction - target). Labels are floats.</summary>
public sealed class LogCoshAttribute : LossAttribute;

/// <summary>The mean of max(0, 1 - target · prediction). Labels are floats: -1 or 1.</summary>
public sealed class HingeAttribute : LossAttribute;

/// <summary>
/// The mean of exp(prediction) - target · prediction: counts whose rate is exp(prediction), as <c>torch.nn.PoissonNLLLoss</c>. Labels are floats, 0 or more.
/// </summary>
public sealed class PoissonAttribute : LossAttribute;

/// <summary>
/// The sum over the outputs of target · (log target - prediction), and its mean over the batch, as <c>torch.nn.KLDivLoss(reduction="batchmean")</c>. Predictions
/// are log-probabilities (<c>[LogSoftmax]</c>); labels are floats, probabilities.
/// </summary>
public sealed class KullbackLeiblerAttribute : LossAttribute;
