namespace Adjoint;

/// <summary>
/// Brings numbers to the range from 0 to 1: y = (x - minimum) / (maximum - minimum), as scikit-learn's <c>MinMaxScaler</c>. On a model it stands directly behind
/// <c>[Input]</c>, keeps the shape and is of each number of a sample; beside <c>[Feature]</c> on a property of an <c>[Example]</c> it is of the columns of that property
/// alone. Minimum and range of each are learned from the training set, and from no other, when a training begins: other samples may lie
/// outside. A number that is the same in all samples becomes 0 (its range counts as 1). They are saved with the model, and predictions use them.
/// </summary>
/// <remarks>
/// They are learned once: a second training, on other data too, keeps them, because the layers behind have learned what they mean. <c>TrainingOptions.Reset</c> has
/// them learned anew. Until they are learned or loaded the minimum is 0 and the range 1. Weights of samples do not count.
/// <para>Which properties it may stand on: those of <see cref="StandardizeAttribute"/>, beside which it may stand on others of the same record.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true, Inherited = false)]
public sealed class MinMaxAttribute : LayerAttribute;
