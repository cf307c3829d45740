namespace Adjoint;

/// <summary>The mean over the batch and the outputs of |prediction - target|, as <c>torch.nn.L1Loss</c>. Labels are floats.</summary>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute;
