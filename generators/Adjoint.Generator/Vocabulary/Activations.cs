using static Adjoint.Generator.Vocabulary.GradientNeeds;

namespace Adjoint.Generator.Vocabulary;

/// <summary>All activations.</summary>
internal static class Activations
{
    public static readonly Activation Relu = new("Relu", "Kernels::Relu.Forward", Output, "relu", "({0} > 0)", Flops: 1) { IsEpilogue = true };

    public static readonly Activation LeakyRelu = Own("LeakyRelu", "leakyRelu", Setting.Any("Slope", 0.01));

    public static readonly Activation Elu = Own("Elu", "elu", Setting.Any("Alpha", 1));

    public static readonly Activation Selu = Own("Selu", "selu");

    public static readonly Activation Gelu = new("Gelu", "Kernels::Gelu.Forward", Input, "gelu", "(Φ({0}) + {0} φ({0}))", Flops: 1);

    public static readonly Activation GeluTanh = Own("GeluTanh", "geluTanh");

    public static readonly Activation Silu = new("Silu", "Kernels::Silu.Forward", Input, "silu", "σ({0}) (1 + {0} (1 - σ({0})))", Flops: 1);

    public static readonly Activation Sigmoid = new("Sigmoid", "Tensors::TensorPrimitives.Sigmoid", Output, "σ", "{0} ∘ (1 - {0})", Flops: 1);

    public static readonly Activation HardSigmoid = Own("HardSigmoid", "hardSigmoid");

    // Not TensorPrimitives.Tanh: it loses all relative accuracy near zero.
    public static readonly Activation Tanh = new("Tanh", "Kernels::Tanh.Forward", Output, "tanh", "(1 - {0}²)", Flops: 1) { IsEpilogue = true };

    public static readonly Activation HardTanh = Own("HardTanh", "hardTanh", Setting.Any("Minimum", -1), Setting.Any("Maximum", 1));

    public static readonly Activation Softplus = Own("Softplus", "softplus", Setting.Positive("Beta", 1), Setting.Any("Threshold", 20));

    public static readonly Activation Mish = Own("Mish", "mish");

    public static readonly Activation HardSwish = Own("HardSwish", "hardSwish");

    public static readonly Activation Softmax = new("Softmax", "Kernels::Softmax.Forward", Output, "softmax", "{0} ∘ ({1} - Σ {1} {0})", Flops: 4)
    {
        IsRowwise = true,
    };

    public static readonly Activation LogSoftmax = new("LogSoftmax", "Kernels::LogSoftmax.Forward", Output, "logSoftmax", "{1} - exp({0}) Σ {1}", Flops: 4)
    {
        IsRowwise = true,
    };

    public static readonly EquatableArray<Activation> All = EquatableArray.Of(
        Relu, LeakyRelu, Elu, Selu, Gelu, GeluTanh, Silu, Sigmoid, HardSigmoid, Tanh, HardTanh, Softplus, Mish, HardSwish, Softmax, LogSoftmax);

    /// <summary>The usual case: kernels named as the word, a gradient by the input, a derivative that has no short formula.</summary>
    private static Activation Own(string word, string function, params Setting[] settings)
        => new(word, $"Kernels::{word}.Forward", Input, function, function + "'({0})", Flops: 1) { Settings = settings.ToEquatableArray() };
}
