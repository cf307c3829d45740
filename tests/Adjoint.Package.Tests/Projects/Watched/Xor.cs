using Adjoint;

namespace Watched;

/// <summary>Whether one of two is true and the other is not.</summary>
[Model]
[Input(2)]
[Dense(4), Tanh]
[Dense(1)]
[BinaryCrossEntropy]
[Adam]
public partial class Xor;
