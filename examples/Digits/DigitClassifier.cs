using Adjoint;

namespace Digits;

/// <summary>What is written on the picture.</summary>
public enum Digit { Zero, One, Two, Three, Four, Five, Six, Seven, Eight, Nine }

/// <summary>Reads a handwritten digit from 8x8 pixels.</summary>
[Model]
[Input(8, 8, Name = "pixels"), Flatten]
[Dense(128, Name = "hidden"), Relu]
[Dense<Digit>]
[CrossEntropy]
[Adam(LearningRate = 2e-3)]
public partial class DigitClassifier;
