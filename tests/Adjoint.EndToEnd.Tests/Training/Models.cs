namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>On which side of a line a point lies.</summary>
public enum Side
{
    Left,
    Right,
}

[Model, Input(2), Dense(8), Tanh, Dense<Side>, CrossEntropy, Adam(LearningRate = 0.01)]
public partial class Sides;

[Model, Input(2), Dense(8), Tanh, Dropout(0.5), Dense<Side>, CrossEntropy, Adam(LearningRate = 0.01)]
public partial class SidesWithDropout;

/// <summary>With all parameters zero, and a rate too small to move them, the loss of a row is its target squared.</summary>
[Model, Input(1), Dense(1), MeanSquaredError, Sgd(LearningRate = 1e-30)]
public partial class Revealing;

/// <summary>Two targets in a row.</summary>
[Model, Input(3), Dense(5), Relu, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public partial class Pairs;

/// <summary>Whether a point lies above the diagonal.</summary>
[Model, Input(2), Dense(8), Tanh, Dense(1), BinaryCrossEntropy, Adam(LearningRate = 0.01)]
public partial class Above;

/// <summary>Above the diagonal, right of the middle, near the middle: any of them.</summary>
[Model, Input(2), Dense(12), Tanh, Dropout(0.1), Dense(3), BinaryCrossEntropy(PositiveWeight = 1.5), Adam(LearningRate = 0.01)]
public partial class Places;

/// <summary>How probable each side is.</summary>
[Model, Input(2), Dense(8), Tanh, Dense<Side>, CrossEntropy(Probabilities = true), Adam(LearningRate = 0.01)]
public partial class ProbableSides;

/// <summary>Right counts three times as much as left.</summary>
[Model, Input(2), Dense(8), Tanh, Dense<Side>, CrossEntropy(ClassWeights = new[] { 1.0, 3.0 }), Adam(LearningRate = 0.01)]
public partial class WeightedSides;

/// <summary>Only right counts.</summary>
[Model, Input(2), Dense<Side>, CrossEntropy(ClassWeights = new[] { 0.0, 3.0 }), Sgd]
public partial class RightSideOnly;

internal static class Sets
{
    /// <summary>Points with three labels each.</summary>
    public static Dataset<bool> Places(int count, int seed = 1)
    {
        var numbers = Support.Numbers.Floats(seed, 2 * count);
        return Dataset.From(
            numbers,
            numbers.Chunk(2).SelectMany(point => new[] { point[1] > point[0], point[0] > 0, point[0] * point[0] + point[1] * point[1] < 1 }).ToArray(),
            rows: count);
    }

    /// <summary>Points with whether they lie above the diagonal.</summary>
    public static Dataset<bool> Above(int count, int seed = 1)
    {
        var numbers = Support.Numbers.Floats(seed, 2 * count);
        return Dataset.From(numbers, numbers.Chunk(2).Select(point => point[1] > point[0]).ToArray());
    }

    /// <summary>Points with the probabilities of the two sides, by the distance from the diagonal.</summary>
    public static Dataset<float> Probabilities(int count, int seed = 1)
    {
        var numbers = Support.Numbers.Floats(seed, 2 * count);
        return Dataset.From(
            numbers,
            numbers.Chunk(2).Select(point => 1 / (1 + MathF.Exp(3 * (point[0] - point[1])))).SelectMany(left => new[] { left, 1 - left }).ToArray(),
            rows: count);
    }

    /// <summary>Points with the side of the diagonal that they lie on.</summary>
    public static Dataset<Side> Points(int count, int seed = 1)
    {
        var numbers = Support.Numbers.Floats(seed, 2 * count);
        return Dataset.From(numbers, Enumerable.Range(0, count).Select(row => numbers[2 * row] < numbers[(2 * row) + 1] ? Side.Left : Side.Right).ToArray());
    }

    /// <summary>Row r has target r + 1.</summary>
    public static Dataset<float> Numbered(int count) =>
        Dataset.From(new float[count], Enumerable.Range(1, count).Select(row => (float)row).ToArray());

    public static Dataset<float> Pairs(int count) => Dataset.From(Support.Numbers.Floats(1, 3 * count), Support.Numbers.Floats(2, 2 * count), rows: count);

    public static Revealing Zeros()
    {
        var model = new Revealing();
        Support.Models.Fill(model, 0);
        return model;
    }
}
