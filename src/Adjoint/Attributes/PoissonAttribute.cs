namespace Adjoint;

/// <summary>
/// The mean of exp(prediction) - target · prediction: counts whose rate is exp(prediction), as <c>torch.nn.PoissonNLLLoss</c>. Labels are floats, 0 or more.
/// </summary>
public sealed class PoissonAttribute : LossAttribute;
