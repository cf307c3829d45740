namespace Adjoint;

/// <summary>
/// The mean over the batch and the outputs of (prediction - target)², as <c>torch.nn.MSELoss</c>. Labels are floats, one for each output.
/// </summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
