namespace Adjoint;

/// <summary>
/// The property of an <c>[Example]</c> that a model learns: an enum or an <c>int</c> from 0 (a class, for <c>[CrossEntropy]</c>), a <c>bool</c> (for
/// <c>[BinaryCrossEntropy]</c>), or a <c>float</c>, <c>double</c>, <c>decimal</c> or <c>Half</c> (a value, for <c>[MeanSquaredError]</c> and its like). Several
/// values, or several bools, are the labels of several outputs, in the order in which they are declared.
/// </summary>
/// <remarks>It may be nullable, as rows to be predicted have no label yet; a row to train on needs one.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LabelAttribute : Attribute;
