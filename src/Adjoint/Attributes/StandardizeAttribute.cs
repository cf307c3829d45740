namespace Adjoint;

/// <summary>
/// Brings each number of a sample to mean 0 and deviation 1: y = (x - mean) / deviation, as scikit-learn's <c>StandardScaler</c>. It stands directly behind
/// <c>[Input]</c> and keeps the shape. Mean and deviation (that of the numbers themselves, biased) of each are learned from the training set, and from no other, when
/// a training begins; a number that is the same in all samples becomes 0 (its deviation counts as 1). They are saved with the model, and predictions use them.
/// </summary>
/// <remarks>
/// They are learned once: a second training, on other data too, keeps them, because the layers behind have learned what they mean. <c>TrainingOptions.Reset</c> has
/// them learned anew. Until they are learned or loaded the mean is 0 and the deviation 1. Weights of samples do not count. They are computed in double precision and
/// kept as float32: of inputs like 10,000 ± 0.01 the distance from some number near their mean is the better input.
/// </remarks>
public sealed class StandardizeAttribute : LayerAttribute;
