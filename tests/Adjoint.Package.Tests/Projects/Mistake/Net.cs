using Adjoint;

namespace Mistake;

/// <summary>A dense layer has one unit or more.</summary>
[Model]
[Input(2)]
[Dense(0, Name = "hidden"), Relu]
[Dense(3)]
[CrossEntropy]
[Adam]
public partial class Net;
