namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd]
public partial class FormulaSgdDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.75, Dampening = 0.4, WeightDecay = 0.25)]
public partial class FormulaSgdDampening;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.1, Dampening = 0.4)]
public partial class FormulaSgdDampeningAlone;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.75, Nesterov = true, WeightDecay = 0.25)]
public partial class FormulaSgdNesterov;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adam]
public partial class FormulaAdamDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25, AmsGrad = true)]
public partial class FormulaAdamAmsGrad;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, AdamW]
public partial class FormulaAdamWDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, AdamW(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25, AmsGrad = true)]
public partial class FormulaAdamWAmsGrad;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, NAdam]
public partial class FormulaNAdamDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, NAdam(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25, MomentumDecay = 0.5)]
public partial class FormulaNAdam;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RAdam]
public partial class FormulaRAdamDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RAdam(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class FormulaRAdam;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RAdam(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.99, Epsilon = 0.01)]
public partial class FormulaRAdamRectified;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RmsProp]
public partial class FormulaRmsPropDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RmsProp(LearningRate = 0.1, Alpha = 0.7, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class FormulaRmsProp;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RmsProp(LearningRate = 0.1, Alpha = 0.7, Epsilon = 0.01, Momentum = 0.6)]
public partial class FormulaRmsPropMomentum;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RmsProp(LearningRate = 0.1, Alpha = 0.7, Epsilon = 0.01, Centered = true)]
public partial class FormulaRmsPropCentered;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, RmsProp(LearningRate = 0.1, Alpha = 0.7, Epsilon = 0.01, WeightDecay = 0.25, Momentum = 0.6, Centered = true)]
public partial class FormulaRmsPropAll;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adagrad]
public partial class FormulaAdagradDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adagrad(LearningRate = 0.1, LearningRateDecay = 0.3, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class FormulaAdagrad;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adadelta]
public partial class FormulaAdadeltaDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Adadelta(LearningRate = 0.5, Rho = 0.7, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class FormulaAdadelta;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Lion]
public partial class FormulaLionDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Lion(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, WeightDecay = 0.25)]
public partial class FormulaLion;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Lamb]
public partial class FormulaLambDefault;

[Model, Input(3), Dense(5), Tanh, Dense(2), MeanSquaredError, Lamb(LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.01, WeightDecay = 0.25)]
public partial class FormulaLamb;
