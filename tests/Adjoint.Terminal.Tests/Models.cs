namespace Adjoint.Terminal.Tests;

/// <summary>On which side of the diagonal a point lies.</summary>
public enum Side
{
    Left,
    Right,
}

[Model, Input(2), Dense(8), Tanh, Dense<Side>, CrossEntropy, Adam(LearningRate = 0.01)]
public partial class Sides;

[Model, Input(2), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)]
public partial class Values;

internal static class Sets
{
    public static Dataset<Side> Points(int count, int seed = 1)
    {
        var numbers = Floats(seed, 2 * count);
        return Dataset.From(numbers, numbers.Chunk(2).Select(point => point[0] < point[1] ? Side.Left : Side.Right).ToArray());
    }

    public static Dataset<float> Sums(int count, int seed = 1)
    {
        var numbers = Floats(seed, 2 * count);
        return Dataset.From(numbers, numbers.Chunk(2).Select(point => point[0] + point[1]).ToArray(), rows: count);
    }

    private static float[] Floats(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
