namespace Adjoint;

/// <summary>
/// Makes a <c>partial class</c> a model: the attributes that follow describe it, in the order in which data flows through it:
/// <c>[Input]</c>, the layers, a loss, an optimizer.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>
    /// The most trainable parameters that the model may have, at least 1; unlimited unless given. A model with more does not compile.
    /// </summary>
    public long MaxParameters { get; init; } = long.MaxValue;
}

/// <summary>
/// Makes a <c>partial class</c> a model of rows of the user's own: its input is the columns of an <c>[Example]</c>, so that there is no <c>[Input]</c>, and it
/// takes such rows to train, to evaluate and to predict.
/// </summary>
/// <typeparam name="TRow">The record, class or struct with <c>[Example]</c>. Its label fits the loss.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute<TRow> : Attribute
{
    /// <inheritdoc cref="ModelAttribute.MaxParameters"/>
    public long MaxParameters { get; init; } = long.MaxValue;
}
