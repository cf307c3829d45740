namespace Adjoint;

/// <summary>
/// Brings numbers to mean 0 and deviation 1: y = (x - mean) / deviation, as scikit-learn's <c>StandardScaler</c>. On a model it stands directly behind
/// <c>[Input]</c>, keeps the shape and is of each number of a sample; beside <c>[Feature]</c> on a property of an <c>[Example]</c> it is of the columns of that property
/// alone. Mean and deviation (that of the numbers themselves, biased) of each are learned from the training set, and from no other, when
/// a training begins; a number that is the same in all samples becomes 0 (its deviation counts as 1). They are saved with the model, and predictions use them.
/// </summary>
/// <remarks>
/// They are learned once: a second training, on other data too, keeps them, because the layers behind have learned what they mean. <c>TrainingOptions.Reset</c> has
/// them learned anew. Until they are learned or loaded the mean is 0 and the deviation 1. Weights of samples do not count. They are computed in double precision and
/// kept as float32: of inputs like 10,000 ± 0.01 the distance from some number near their mean is the better input.
/// <para>The property is a number, behind its <c>[Log]</c> if it has one; an array of numbers, each column of its own; or a date or time, of which the year is scaled: sine and
/// cosine have their scale, as a bool or an enum has. A missing value counts as the number that stands for it. A model of rows has one or the other: the word of its own for all
/// columns, or those of the properties.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeAttribute : LayerAttribute;
