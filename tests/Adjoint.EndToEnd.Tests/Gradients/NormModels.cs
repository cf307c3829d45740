namespace Adjoint.EndToEnd.Tests.Gradients;

[Model, Input(7), Dense(11), LayerNorm, Tanh, Dense(4), CrossEntropy, Sgd]
public partial class LayerNormChain;

[Model, Input(21), LayerNorm, Dense(3), MeanSquaredError, Sgd]
public partial class LayerNormOfInput;

[Model, Input(3, 5), Dense(6), LayerNorm, Gelu, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class LayerNormOfAxes;

[Model, Input(7), Dense(35), LayerNorm(Epsilon = 0.25), Dense(2), LogCosh, Sgd]
public partial class LayerNormWithEpsilon;

[Model, Input(5), Dense(6), LayerNorm, CrossEntropy, Sgd]
public partial class LayerNormOfScores;

[Model, Input(7), Dense(11), RmsNorm, Tanh, Dense(4), CrossEntropy, Sgd]
public partial class RmsNormChain;

[Model, Input(21), RmsNorm, Dense(3), MeanSquaredError, Sgd]
public partial class RmsNormOfInput;

[Model, Input(3, 5), Dense(6), RmsNorm, Gelu, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class RmsNormOfAxes;

[Model, Input(7), Dense(35), RmsNorm(Epsilon = 0.25), Dense(2), LogCosh, Sgd]
public partial class RmsNormWithEpsilon;

[Model, Input(7), Dense(11), BatchNorm, Tanh, Dense(4), CrossEntropy, Sgd]
public partial class BatchNormChain;

[Model, Input(21), BatchNorm, Dense(3), MeanSquaredError, Sgd]
public partial class BatchNormOfInput;

[Model, Input(3, 5), Dense(6), BatchNorm, Gelu, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class BatchNormOfAxes;

[Model, Input(7), Dense(35), BatchNorm(Epsilon = 0.25, Momentum = 0.5), Dense(2), LogCosh, Sgd]
public partial class BatchNormWithEpsilon;

[Model, Input(5), Dense(6), BatchNorm, CrossEntropy, Sgd]
public partial class BatchNormOfScores;

[Model, Input(9), Dense(17, Bias = false), BatchNorm, Silu, Dropout(0.25), Dense(17, Bias = false), BatchNorm, Silu, Dense(3), CrossEntropy, Sgd]
public partial class BatchNormsAndDropout;

[Model, Input(5), Embedding(9, 6), Flatten, Dense(7), Tanh, Dense(3), CrossEntropy, Sgd]
public partial class EmbeddedWords;

[Model, Input(5), Embedding(4, 19, Padding = 2, WeightInit = Initialization.Uniform, WeightScale = 0.5), Tanh, Flatten, Dense(2), MeanSquaredError, Sgd]
public partial class EmbeddedWithPadding;

[Model, Input(1), Embedding(3, 1), Flatten, Dense(2), CrossEntropy, Sgd]
public partial class EmbeddedOne;

[Model, Input(2, 3), Flatten, Embedding(12, 8), LayerNorm, Dense(5), Gelu, RmsNorm, Flatten, Dense(3), CrossEntropy, Sgd]
public partial class EmbeddedAndNormalised;

[Model, Input(7), Dense(11), BatchNorm(Frozen = true), Tanh, Dense(4, Frozen = true), CrossEntropy, Sgd]
public partial class FrozenBatchNormChain;

[Model, Input(3, 5), Dense(6, Frozen = true), Gelu, Dense(6), LayerNorm(Frozen = true), Gelu, Dense(4), RmsNorm(Frozen = true), Flatten, Dense(3), CrossEntropy, Sgd]
public partial class FrozenNorms;

[Model, Input(5), Embedding(9, 6, Frozen = true), BatchNorm, Flatten, Dense(7, Bias = false, Frozen = true), Tanh, Dense(3), MeanSquaredError, Sgd]
public partial class FrozenTable;
