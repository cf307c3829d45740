using static Adjoint.Generator.Vocabulary.GradientNeeds;

namespace Adjoint.Generator.Vocabulary;

/// <summary>All activations.</summary>
internal static class Activations
{
    public static readonly Activation Relu = new("Relu", "Kernels::Relu.Forward", Output, "relu", "({0} > 0)", Flops: 1) { IsEpilogue = true };

    // Not TensorPrimitives.Tanh: it loses all relative accuracy near zero.
    public static readonly Activation Tanh = new("Tanh", "Kernels::Tanh.Forward", Output, "tanh", "(1 - {0}²)", Flops: 1);

    public static readonly Activation Sigmoid = new("Sigmoid", "Tensors::TensorPrimitives.Sigmoid", Output, "σ", "{0} ∘ (1 - {0})", Flops: 1);

    public static readonly Activation Gelu = new("Gelu", "Kernels::Gelu.Forward", Input, "gelu", "(Φ({0}) + {0} φ({0}))", Flops: 1);

    public static readonly EquatableArray<Activation> All = EquatableArray.Of(Relu, Tanh, Sigmoid, Gelu);
}
