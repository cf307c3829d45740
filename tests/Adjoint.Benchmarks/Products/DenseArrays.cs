namespace Adjoint.Benchmarks;

/// <summary>What the products of a dense layer read and write, on cache lines of their own as in a training and as the peers'. Inputs are the numbers that peers/products.hpp makes, so that results can be compared.</summary>
internal sealed class DenseArrays(DenseShape shape)
{
    private readonly Arena _x = Numbers(shape.Rows * shape.Inputs, salt: 1);
    private readonly Arena _weight = Numbers(shape.Inputs * shape.Outputs, salt: 2);
    private readonly Arena _dy = Numbers(shape.Rows * shape.Outputs, salt: 3);
    private readonly Arena _bias = new(shape.Outputs), _y = new(shape.Rows * shape.Outputs);
    private readonly Arena _dx = new(shape.Rows * shape.Inputs), _dw = new(shape.Inputs * shape.Outputs), _db = new(shape.Outputs);

    public Span<float> X => _x.Span;

    public Span<float> Weight => _weight.Span;

    /// <summary>Zero: the peers' products have no bias.</summary>
    public Span<float> Bias => _bias.Span;

    public Span<float> Y => _y.Span;

    public Span<float> Dy => _dy.Span;

    public Span<float> Dx => _dx.Span;

    public Span<float> Dw => _dw.Span;

    public Span<float> Db => _db.Span;

    private static Arena Numbers(int count, uint salt)
    {
        var arena = new Arena(count);
        var numbers = arena.Span;
        for (var i = 0; i < count; i++)
        {
            numbers[i] = ((int)((((uint)i * 2654435761u) + salt) >> 16) - 32768) / 32768f;
        }

        return arena;
    }
}
