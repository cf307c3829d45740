namespace Adjoint.Benchmarks;

/// <summary>
/// What the products of a dense layer read and write, each from a cache line on as in a trainer and as the peers have it. Inputs are the numbers that peers/products.hpp makes, so that
/// results can be compared.
/// </summary>
internal sealed class DenseArrays(DenseShape shape)
{
    public Arena X { get; } = Numbers(shape.Rows * shape.Inputs, salt: 1);

    public Arena Weight { get; } = Numbers(shape.Inputs * shape.Outputs, salt: 2);

    /// <summary>Zero: the peers' products have no bias.</summary>
    public Arena Bias { get; } = new(shape.Outputs);

    public Arena Y { get; } = new(shape.Rows * shape.Outputs);

    public Arena Dy { get; } = Numbers(shape.Rows * shape.Outputs, salt: 3);

    public Arena Dx { get; } = new(shape.Rows * shape.Inputs);

    public Arena Dw { get; } = new(shape.Inputs * shape.Outputs);

    public Arena Db { get; } = new(shape.Outputs);

    private static Arena Numbers(int count, uint salt)
    {
        var numbers = new Arena(count);
        for (var i = 0; i < count; i++)
        {
            numbers.Span[i] = ((int)((((uint)i * 2654435761u) + salt) >> 16) - 32768) / 32768f;
        }

        return numbers;
    }
}
