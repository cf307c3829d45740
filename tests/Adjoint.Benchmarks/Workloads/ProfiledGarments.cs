using FashionMnist;

namespace Adjoint.Benchmarks;

/// <summary>The network of W1, which says where its time goes.</summary>
[Model, Profile]
[Input(28, 28, Name = "pixels"), Flatten]
[Dense(128, Name = "hidden"), Relu]
[Dense<Garment>]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public partial class ProfiledGarments;
