namespace Adjoint.EndToEnd.Tests.Gradients;

/// <summary>Labels with gaps, not in order, one below zero.</summary>
public enum Color
{
    Green = 7,
    Red = -3,
    Blue = 100,
    Violet = 8,
}

[Model, Input(4), Dense(3), CrossEntropy, Sgd]
public partial class LinearScores;

[Model, Input(4), Dense<Color>, CrossEntropy, Sgd]
public partial class LinearColors;

[Model, Input(4), Dense(1), MeanSquaredError, Sgd]
public partial class LinearValue;

[Model, Input(1), Dense(1), Tanh, Dense(1), MeanSquaredError, Sgd]
public partial class AllOnes;

[Model, Input(3), Dense(17), Dense(5), Dense(3), CrossEntropy, Sgd]
public partial class NoActivations;

[Model, Input(17), Dense(65), Relu, Dense(3), CrossEntropy, Sgd]
public partial class ReluChain;

[Model, Input(3), Dense(17), Tanh, Dense<Color>, CrossEntropy, Sgd]
public partial class TanhChain;

[Model, Input(65), Dense(17), Sigmoid, Dense(1), MeanSquaredError, Sgd]
public partial class SigmoidChain;

[Model, Input(3), Dense(17), Gelu, Dense(3), MeanSquaredError, Sgd]
public partial class GeluChain;

[Model, Input(3, 4), Flatten, Dense(17), Relu, Dense(3), CrossEntropy, Sgd]
public partial class FlatImage;

[Model, Input(3, 4), Dense(5), Tanh, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class LastAxis;

[Model, Input(2, 3, 4), Dense(5), Relu, Dense(2), Gelu, Flatten, Dense(3), MeanSquaredError, Sgd]
public partial class LastAxisTwice;

[Model, Input(2, 3), Flatten, Flatten, Dense(5), Flatten, Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class FlatAlready;

[Model, Input(5), Relu, Dense(3), CrossEntropy, Sgd]
public partial class ReluOfInput;

[Model, Input(5), Tanh, Dense(3), CrossEntropy, Sgd]
public partial class TanhOfInput;

[Model, Input(5), Sigmoid, Dense(3), CrossEntropy, Sgd]
public partial class SigmoidOfInput;

[Model, Input(5), Gelu, Dense(3), CrossEntropy, Sgd]
public partial class GeluOfInput;

[Model, Input(3), Dense(17), Gelu, Gelu, Tanh, Tanh, Sigmoid, Sigmoid, Dense(3), CrossEntropy, Sgd]
public partial class ActivationsInARow;

[Model, Input(3), Dense(17), Relu, Relu, Gelu, Relu, Dense(3), CrossEntropy, Sgd]
public partial class RelusInARow;

[Model, Input(3), Dense(5), Tanh, Dense(3), Sigmoid, MeanSquaredError, Sgd]
public partial class SigmoidOutputs;

[Model, Input(3), Dense(5), Tanh, Dense(3), Gelu, CrossEntropy, Sgd]
public partial class GeluScores;

[Model, Input(3), Dense(17), Tanh, Dense(17), Tanh, Dense(17), Sigmoid, Dense(17), Gelu, Dense(17), Relu, Dense<Color>, CrossEntropy, Sgd]
public partial class Deep;

[Model, Input(3), Dense(17), Relu, Dropout(0.25), Dense(3), CrossEntropy, Sgd]
public partial class DropoutChain;

[Model, Input(17), Dropout(0.5), Dense(3), CrossEntropy, Sgd]
public partial class DropoutOfInput;

[Model, Input(3), Dense(17), Dropout(0.3), Gelu, Dropout(0.1), Dropout(0.2), Dense(3), MeanSquaredError, Sgd]
public partial class Dropouts;

[Model, Input(3), Dense(17), Tanh, Dense(5), Dropout(0.4), CrossEntropy, Sgd]
public partial class DropoutOfScores;

[Model, Input(4, 5), Relu, Dropout(0.1), Dense(7), Dense(7), Tanh, Tanh, Flatten, Dropout(0.5), Dense<Color>, CrossEntropy, Sgd]
public partial class Everything;
