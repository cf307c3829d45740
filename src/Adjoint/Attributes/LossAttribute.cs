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
public sealed class CrossEntropyAttribute : LossAttribute;

/// <summary>
/// The mean over the batch and the outputs of (prediction - target)², as <c>torch.nn.MSELoss</c>. Labels are floats, one for each output.
/// </summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
