namespace Adjoint.Generator.Vocabulary;

/// <summary>What the gradient of an activation is computed from: the value that went in or the one that came out.</summary>
internal enum GradientNeeds
{
    Input,
    Output,
}

/// <summary>
/// An element-wise word without settings, and all that the compiler knows about it. A new activation is an attribute, a kernel and
/// a row here.
/// </summary>
/// <param name="Word">The attribute without its suffix.</param>
/// <param name="Kernel">The library's struct with <c>Backward</c> (and <c>Forward</c>).</param>
/// <param name="Forward">The call that computes y from x; <c>{0}</c> is x, <c>{1}</c> is y.</param>
/// <param name="Needs">Which value the gradient is computed from.</param>
/// <param name="Function">The function's name in formulas.</param>
/// <param name="Derivative">The derivative in formulas; <c>{0}</c> is the needed value.</param>
/// <param name="IsEpilogue">Whether a matrix product can apply it to its tile before storing it.</param>
/// <param name="Flops">Floating-point operations for one element, as counted in the model's summary.</param>
internal sealed record Activation(
    string Word, string Kernel, string Forward, GradientNeeds Needs, string Function, string Derivative, bool IsEpilogue, int Flops)
{
    public static readonly Activation Relu = new(
        "Relu", "Relu", "Kernels::Relu.Forward({0}, {1})", GradientNeeds.Output, "relu", "({0} > 0)", IsEpilogue: true, Flops: 1);

    // Not TensorPrimitives.Tanh: it loses all relative accuracy near zero.
    public static readonly Activation Tanh = new(
        "Tanh", "Tanh", "Kernels::Tanh.Forward({0}, {1})", GradientNeeds.Output, "tanh", "(1 - {0}²)", IsEpilogue: false, Flops: 1);

    public static readonly Activation Sigmoid = new(
        "Sigmoid", "Sigmoid", "Tensors::TensorPrimitives.Sigmoid({0}, {1})", GradientNeeds.Output, "σ", "{0} ∘ (1 - {0})", IsEpilogue: false, Flops: 1);

    public static readonly Activation Gelu = new(
        "Gelu", "Gelu", "Kernels::Gelu.Forward({0}, {1})", GradientNeeds.Input, "gelu", "(Φ({0}) + {0} φ({0}))", IsEpilogue: false, Flops: 1);

    public static readonly EquatableArray<Activation> All = EquatableArray.Of(Relu, Tanh, Sigmoid, Gelu);
}
