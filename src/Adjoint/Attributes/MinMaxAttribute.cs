namespace Adjoint;

/// <summary>
/// Brings each number of a sample to the range from 0 to 1: y = (x - minimum) / (maximum - minimum), as scikit-learn's <c>MinMaxScaler</c>. It stands directly behind
/// <c>[Input]</c> and keeps the shape. Minimum and range of each are learned from the training set, and from no other, when a training begins: other samples may lie
/// outside. A number that is the same in all samples becomes 0 (its range counts as 1). They are saved with the model, and predictions use them.
/// </summary>
/// <remarks>
/// They are learned once: a second training, on other data too, keeps them, because the layers behind have learned what they mean. <c>TrainingOptions.Reset</c> has
/// them learned anew. Until they are learned or loaded the minimum is 0 and the range 1. Weights of samples do not count.
/// </remarks>
public sealed class MinMaxAttribute : LayerAttribute;
