namespace Adjoint.Benchmarks;

/// <summary>What the products of a dense layer read and write. Inputs are the numbers that peers/products.hpp makes, so that results can be compared.</summary>
internal sealed class DenseArrays(DenseShape shape)
{
    public float[] X { get; } = Numbers(shape.Rows * shape.Inputs, salt: 1);

    public float[] Weight { get; } = Numbers(shape.Inputs * shape.Outputs, salt: 2);

    /// <summary>Zero: the peers' products have no bias.</summary>
    public float[] Bias { get; } = new float[shape.Outputs];

    public float[] Y { get; } = new float[shape.Rows * shape.Outputs];

    public float[] Dy { get; } = Numbers(shape.Rows * shape.Outputs, salt: 3);

    public float[] Dx { get; } = new float[shape.Rows * shape.Inputs];

    public float[] Dw { get; } = new float[shape.Inputs * shape.Outputs];

    public float[] Db { get; } = new float[shape.Outputs];

    private static float[] Numbers(int count, uint salt)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = ((int)((((uint)i * 2654435761u) + salt) >> 16) - 32768) / 32768f;
        }

        return numbers;
    }
}
