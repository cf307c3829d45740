namespace Adjoint.EndToEnd.Tests.Declarations;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Sgd(Momentum = 0.5)]
public partial class SgdOptionsShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 1e-3, Momentum = 0.5, Dampening = 0, Nesterov = false, WeightDecay = 0)]
public partial class SgdOptionsInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adam]
public partial class AdamOptionsShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0, AmsGrad = false)]
public partial class AdamOptionsInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, AdamW]
public partial class AdamWOptionsShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, AdamW(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0.01, AmsGrad = false)]
public partial class AdamWOptionsInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, NAdam]
public partial class NAdamShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, NAdam(LearningRate = 2e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0, MomentumDecay = 4e-3)]
public partial class NAdamInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, RAdam]
public partial class RAdamShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, RAdam(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0)]
public partial class RAdamInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, RmsProp]
public partial class RmsPropShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, RmsProp(LearningRate = 1e-2, Alpha = 0.99, Epsilon = 1e-8, WeightDecay = 0, Momentum = 0, Centered = false)]
public partial class RmsPropInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adagrad]
public partial class AdagradShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adagrad(LearningRate = 1e-2, LearningRateDecay = 0, Epsilon = 1e-10, WeightDecay = 0)]
public partial class AdagradInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adadelta]
public partial class AdadeltaShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Adadelta(LearningRate = 1, Rho = 0.9, Epsilon = 1e-6, WeightDecay = 0)]
public partial class AdadeltaInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Lion]
public partial class LionShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Lion(LearningRate = 1e-4, Beta1 = 0.9, Beta2 = 0.99, WeightDecay = 0)]
public partial class LionInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Lamb]
public partial class LambShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Lamb(LearningRate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-6, WeightDecay = 0.01)]
public partial class LambInFullTwin;

[Model, Input(3), Dense(4), LeakyRelu, Dense(2), MeanSquaredError, Sgd]
public partial class LeakyReluShort;

[Model, Input(3), Dense(4), LeakyRelu(Slope = 0.01), Dense(2), MeanSquaredError, Sgd]
public partial class LeakyReluInFullTwin;

[Model, Input(3), Dense(4), Elu, Dense(2), MeanSquaredError, Sgd]
public partial class EluShort;

[Model, Input(3), Dense(4), Elu(Alpha = 1), Dense(2), MeanSquaredError, Sgd]
public partial class EluInFullTwin;

[Model, Input(3), Dense(4), HardTanh, Dense(2), MeanSquaredError, Sgd]
public partial class HardTanhShort;

[Model, Input(3), Dense(4), HardTanh(Minimum = -1, Maximum = 1), Dense(2), MeanSquaredError, Sgd]
public partial class HardTanhInFullTwin;

[Model, Input(3), Dense(4), Softplus, Dense(2), MeanSquaredError, Sgd]
public partial class SoftplusShort;

[Model, Input(3), Dense(4), Softplus(Beta = 1, Threshold = 20), Dense(2), MeanSquaredError, Sgd]
public partial class SoftplusInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), Huber, Sgd]
public partial class HuberShort;

[Model, Input(3), Dense(4), Tanh, Dense(2), Huber(Delta = 1), Sgd]
public partial class HuberInFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), SmoothL1, Sgd]
public partial class SmoothL1Short;

[Model, Input(3), Dense(4), Tanh, Dense(2), SmoothL1(Beta = 1), Sgd]
public partial class SmoothL1InFullTwin;

[Model, Input(3), Dense(4), Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class DenseShort;

[Model, Input(3), Dense(4, Bias = true, WeightInit = Initialization.Default, WeightScale = double.NaN, BiasInit = Initialization.Default, BiasScale = double.NaN), Tanh, Dense(2, Bias = true), MeanSquaredError, Sgd]
public partial class DenseInFullTwin;

/// <summary>Every default said aloud changes nothing. That the attributes have the same ones is compared with the compiler's own table, in its tests.</summary>
public class TwinTests
{
    private static readonly Dictionary<string, (Func<Regressor> Short, Func<Regressor> InFull)> Twins = new()
    {
        ["SgdOptions"] = (() => new SgdOptionsShort(1), () => new SgdOptionsInFullTwin(1)),
        ["AdamOptions"] = (() => new AdamOptionsShort(1), () => new AdamOptionsInFullTwin(1)),
        ["AdamWOptions"] = (() => new AdamWOptionsShort(1), () => new AdamWOptionsInFullTwin(1)),
        ["NAdam"] = (() => new NAdamShort(1), () => new NAdamInFullTwin(1)),
        ["RAdam"] = (() => new RAdamShort(1), () => new RAdamInFullTwin(1)),
        ["RmsProp"] = (() => new RmsPropShort(1), () => new RmsPropInFullTwin(1)),
        ["Adagrad"] = (() => new AdagradShort(1), () => new AdagradInFullTwin(1)),
        ["Adadelta"] = (() => new AdadeltaShort(1), () => new AdadeltaInFullTwin(1)),
        ["Lion"] = (() => new LionShort(1), () => new LionInFullTwin(1)),
        ["Lamb"] = (() => new LambShort(1), () => new LambInFullTwin(1)),
        ["LeakyRelu"] = (() => new LeakyReluShort(1), () => new LeakyReluInFullTwin(1)),
        ["Elu"] = (() => new EluShort(1), () => new EluInFullTwin(1)),
        ["HardTanh"] = (() => new HardTanhShort(1), () => new HardTanhInFullTwin(1)),
        ["Softplus"] = (() => new SoftplusShort(1), () => new SoftplusInFullTwin(1)),
        ["Huber"] = (() => new HuberShort(1), () => new HuberInFullTwin(1)),
        ["SmoothL1"] = (() => new SmoothL1Short(1), () => new SmoothL1InFullTwin(1)),
        ["Dense"] = (() => new DenseShort(1), () => new DenseInFullTwin(1)),
    };

    public static TheoryData<string> Names => [.. Twins.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreeStepsAreTheSameBits(string name)
    {
        var (left, right) = Twins[name];

        Assert.Equal(Trained(right()), Trained(left()));
    }

    [Fact]
    public void CrossEntropyDoesNotSmooth()
    {
        var (inputs, labels) = (Support.Numbers.Floats(1, 3 * 8), Support.Numbers.Below(2, 2, 8));
        var (left, right, other) = (new SmoothingShort(1), new SmoothingInFull(1), new SmoothingOther(1));

        Assert.Equal(left.Evaluate(Dataset.From(inputs, labels)), right.Evaluate(Dataset.From(inputs, labels)));
        Assert.NotEqual(left.Evaluate(Dataset.From(inputs, labels)), other.Evaluate(Dataset.From(inputs, labels)));
    }

    private static string Trained(Regressor model)
    {
        var (inputs, targets) = (Support.Numbers.Floats(1, 3 * 8), Support.Numbers.Floats(2, 2 * 8));
        var training = model.Train(Dataset.From(inputs, targets, rows: 8));
        for (var step = 0; step < 3; step++)
        {
            training.Step(inputs, targets);
        }

        return Support.Models.Bits(model);
    }
}

[Model, Input(3), Dense(2), CrossEntropy, Sgd]
public partial class SmoothingShort;

[Model, Input(3), Dense(2), CrossEntropy(LabelSmoothing = 0), Sgd]
public partial class SmoothingInFull;

[Model, Input(3), Dense(2), CrossEntropy(LabelSmoothing = 0.2), Sgd]
public partial class SmoothingOther;
