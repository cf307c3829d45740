namespace Adjoint.EndToEnd.Tests.Gradients;

// The words and options beyond those of Models.cs: each activation on hidden numbers, outputs and the input; each loss of few, many and single outputs.

[Model, Input(3), Dense(17), LeakyRelu, Dense(5), LeakyRelu, Dense(3), MeanSquaredError, Sgd]
public partial class LeakyReluChain;

[Model, Input(5), LeakyRelu, Dense(3), LeakyRelu, CrossEntropy, Sgd]
public partial class LeakyReluOfInput;

[Model, Input(3), Dense(17), LeakyRelu(Slope = -0.5), Dense(5), LeakyRelu(Slope = -0.5), Dense(3), CrossEntropy, Sgd]
public partial class LeakyReluSteepChain;

[Model, Input(5), LeakyRelu(Slope = -0.5), Dense(3), LeakyRelu(Slope = -0.5), MeanSquaredError, Sgd]
public partial class LeakyReluSteepOfInput;

[Model, Input(3), Dense(17), Elu, Dense(5), Elu, Dense(3), MeanSquaredError, Sgd]
public partial class EluChain;

[Model, Input(5), Elu, Dense(3), Elu, CrossEntropy, Sgd]
public partial class EluOfInput;

[Model, Input(3), Dense(17), Elu(Alpha = 2.5), Dense(5), Elu(Alpha = 2.5), Dense(3), CrossEntropy, Sgd]
public partial class EluWideChain;

[Model, Input(5), Elu(Alpha = 2.5), Dense(3), Elu(Alpha = 2.5), MeanSquaredError, Sgd]
public partial class EluWideOfInput;

[Model, Input(3), Dense(17), Selu, Dense(5), Selu, Dense(3), MeanSquaredError, Sgd]
public partial class SeluChain;

[Model, Input(5), Selu, Dense(3), Selu, CrossEntropy, Sgd]
public partial class SeluOfInput;

[Model, Input(3), Dense(17), GeluTanh, Dense(5), GeluTanh, Dense(3), CrossEntropy, Sgd]
public partial class GeluTanhChain;

[Model, Input(5), GeluTanh, Dense(3), GeluTanh, MeanSquaredError, Sgd]
public partial class GeluTanhOfInput;

[Model, Input(3), Dense(17), Silu, Dense(5), Silu, Dense(3), MeanSquaredError, Sgd]
public partial class SiluChain;

[Model, Input(5), Silu, Dense(3), Silu, CrossEntropy, Sgd]
public partial class SiluOfInput;

[Model, Input(3), Scale(4), Dense(17), HardSigmoid, Dense(5), HardSigmoid, Dense(3), CrossEntropy, Sgd]
public partial class HardSigmoidChain;

[Model, Input(5), Scale(4), HardSigmoid, Dense(3), HardSigmoid, MeanSquaredError, Sgd]
public partial class HardSigmoidOfInput;

[Model, Input(3), Scale(4), Dense(17), HardTanh, Dense(5), HardTanh, Dense(3), MeanSquaredError, Sgd]
public partial class HardTanhChain;

[Model, Input(5), Scale(4), HardTanh, Dense(3), HardTanh, CrossEntropy, Sgd]
public partial class HardTanhOfInput;

[Model, Input(3), Scale(4), Dense(17), HardTanh(Minimum = -0.25, Maximum = 0.5), Dense(5), HardTanh(Minimum = -0.25, Maximum = 0.5), Dense(3), CrossEntropy, Sgd]
public partial class HardTanhNarrowChain;

[Model, Input(5), Scale(4), HardTanh(Minimum = -0.25, Maximum = 0.5), Dense(3), HardTanh(Minimum = -0.25, Maximum = 0.5), MeanSquaredError, Sgd]
public partial class HardTanhNarrowOfInput;

[Model, Input(3), Dense(17), Softplus, Dense(5), Softplus, Dense(3), MeanSquaredError, Sgd]
public partial class SoftplusChain;

[Model, Input(5), Softplus, Dense(3), Softplus, CrossEntropy, Sgd]
public partial class SoftplusOfInput;

[Model, Input(3), Dense(17), Softplus(Beta = 3, Threshold = 1.5), Dense(5), Softplus(Beta = 3, Threshold = 1.5), Dense(3), CrossEntropy, Sgd]
public partial class SoftplusSharpChain;

[Model, Input(5), Softplus(Beta = 3, Threshold = 1.5), Dense(3), Softplus(Beta = 3, Threshold = 1.5), MeanSquaredError, Sgd]
public partial class SoftplusSharpOfInput;

[Model, Input(3), Dense(17), Mish, Dense(5), Mish, Dense(3), MeanSquaredError, Sgd]
public partial class MishChain;

[Model, Input(5), Mish, Dense(3), Mish, CrossEntropy, Sgd]
public partial class MishOfInput;

[Model, Input(3), Scale(4), Dense(17), HardSwish, Dense(5), HardSwish, Dense(3), CrossEntropy, Sgd]
public partial class HardSwishChain;

[Model, Input(5), Scale(4), HardSwish, Dense(3), HardSwish, MeanSquaredError, Sgd]
public partial class HardSwishOfInput;

[Model, Input(3), Dense(17), Softmax, Dense(5), Softmax, Dense(3), MeanSquaredError, Sgd]
public partial class SoftmaxChain;

[Model, Input(5), Softmax, Dense(3), Softmax, CrossEntropy, Sgd]
public partial class SoftmaxOfInput;

[Model, Input(3), Dense(17), LogSoftmax, Dense(5), LogSoftmax, Dense(3), CrossEntropy, Sgd]
public partial class LogSoftmaxChain;

[Model, Input(5), LogSoftmax, Dense(3), LogSoftmax, MeanSquaredError, Sgd]
public partial class LogSoftmaxOfInput;

[Model, Input(2, 3, 4), Softmax, Dense(5), Softmax, Dense(2), LogSoftmax, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class SoftmaxOfAxes;

[Model, Input(3, 4), LogSoftmax, Dense(7), LogSoftmax, Reshape(7, 3), Softmax, Flatten, Dense(3), MeanSquaredError, Sgd]
public partial class LogSoftmaxOfAxes;

[Model, Input(6), Dense(9), Softmax, Softmax, LogSoftmax, Dense(3), CrossEntropy, Sgd]
public partial class SoftmaxTwice;

[Model, Input(12), Reshape(3, 4), Dense(5), Tanh, Reshape(5, 3), Dense(2), Silu, Reshape(10), Dense(3), CrossEntropy, Sgd]
public partial class Reshaped;

[Model, Input(2, 6), Reshape(4, 3), Relu, Dense(5), Reshape(2, 2, 5), Reshape(20), Dense(3), MeanSquaredError, Sgd]
public partial class ReshapedInput;

[Model, Input(3), Dense(6), Reshape(2, 3), Dense(2), Flatten, MeanSquaredError, Sgd]
public partial class ReshapedOutput;

[Model, Input(5), Scale(1 / 255.0), Dense(17), Scale(-2.5), Tanh, Scale(3), Dense(3), Scale(0.5), CrossEntropy, Sgd]
public partial class Scaled;

[Model, Input(2, 3), Scale(2), Scale(0.25), Dense(4), Scale(0.5), Flatten, Dense(2), MeanSquaredError, Sgd]
public partial class ScaledAxes;

[Model, Input(4), Dense(17, Bias = false), Tanh, Dense(3, Bias = false), CrossEntropy, Sgd]
public partial class Biasless;

[Model, Input(4), Dense(17, Bias = false), Relu, Dense(5, Bias = false), Relu, Dense(2, Bias = false), MeanSquaredError, Sgd]
public partial class BiaslessRelu;

[Model, Input(2, 3), Dense(5, Bias = false), Dense(4), Gelu, Dense(5, Bias = false), Flatten, Dense<Color>(Bias = false), CrossEntropy, Sgd]
public partial class BiaslessFirst;

[Model, Input(4), Dense(9, WeightInit = Initialization.Normal, WeightScale = 0.3, BiasInit = Initialization.Constant, BiasScale = -0.2), Mish, Dense(5, WeightInit = Initialization.Orthogonal, BiasInit = Initialization.Ones), Silu, Dense(3, WeightInit = Initialization.XavierUniform, WeightScale = 0.7, BiasInit = Initialization.Zeros), CrossEntropy, Sgd]
public partial class InitialisedSmall;

[Model, Input(4), Dense(9, WeightInit = Initialization.KaimingNormal, BiasInit = Initialization.Uniform, BiasScale = 0.5), Relu, Dense(5, WeightInit = Initialization.LeCunUniform, BiasInit = Initialization.Normal), Tanh, Dense(3, WeightInit = Initialization.TruncatedNormal, BiasInit = Initialization.TruncatedNormal, BiasScale = 2), MeanSquaredError, Sgd]
public partial class InitialisedLarge;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(LabelSmoothing = 0.1), Sgd]
public partial class SmoothedLoss;

[Model, Input(3), Dense(65), CrossEntropy(LabelSmoothing = 0.1), Sgd]
public partial class SmoothedLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), CrossEntropy(LabelSmoothing = 0.9), Sgd]
public partial class MostlySmoothedLoss;

[Model, Input(3), Dense(65), CrossEntropy(LabelSmoothing = 0.9), Sgd]
public partial class MostlySmoothedLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), MeanAbsoluteError, Sgd]
public partial class MeanAbsoluteLoss;

[Model, Input(3), Dense(65), MeanAbsoluteError, Sgd]
public partial class MeanAbsoluteLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), Huber, Sgd]
public partial class HuberLoss;

[Model, Input(3), Dense(65), Huber, Sgd]
public partial class HuberLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), Huber(Delta = 0.3), Sgd]
public partial class HuberNarrowLoss;

[Model, Input(3), Dense(65), Huber(Delta = 0.3), Sgd]
public partial class HuberNarrowLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), SmoothL1, Sgd]
public partial class SmoothL1Loss;

[Model, Input(3), Dense(65), SmoothL1, Sgd]
public partial class SmoothL1LossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), SmoothL1(Beta = 0.3), Sgd]
public partial class SmoothL1NarrowLoss;

[Model, Input(3), Dense(65), SmoothL1(Beta = 0.3), Sgd]
public partial class SmoothL1NarrowLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), SmoothL1(Beta = 0), Sgd]
public partial class SmoothL1SharpLoss;

[Model, Input(3), Dense(65), SmoothL1(Beta = 0), Sgd]
public partial class SmoothL1SharpLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), LogCosh, Sgd]
public partial class LogCoshLoss;

[Model, Input(3), Dense(65), LogCosh, Sgd]
public partial class LogCoshLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), Hinge, Sgd]
public partial class HingeLoss;

[Model, Input(3), Dense(65), Hinge, Sgd]
public partial class HingeLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), Poisson, Sgd]
public partial class PoissonLoss;

[Model, Input(3), Dense(65), Poisson, Sgd]
public partial class PoissonLossOfMany;

[Model, Input(5), Dense(9), Tanh, Dense(3), LogSoftmax, KullbackLeibler, Sgd]
public partial class KullbackLeiblerLoss;

[Model, Input(3), Dense(65), LogSoftmax, KullbackLeibler, Sgd]
public partial class KullbackLeiblerLossOfMany;

[Model, Input(3), Dense(4), Silu, Dense(1), MeanAbsoluteError, Sgd]
public partial class MeanAbsoluteLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), Huber, Sgd]
public partial class HuberLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), Huber(Delta = 0.3), Sgd]
public partial class HuberNarrowLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), SmoothL1, Sgd]
public partial class SmoothL1LossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), SmoothL1(Beta = 0.3), Sgd]
public partial class SmoothL1NarrowLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), SmoothL1(Beta = 0), Sgd]
public partial class SmoothL1SharpLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), LogCosh, Sgd]
public partial class LogCoshLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), Hinge, Sgd]
public partial class HingeLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(1), Poisson, Sgd]
public partial class PoissonLossOfOne;

[Model, Input(3), Dense(4), Silu, Dense(6), KullbackLeibler, Sgd]
public partial class KullbackLeiblerLossOfScores;
