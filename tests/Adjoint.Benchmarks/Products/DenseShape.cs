namespace Adjoint.Benchmarks;

/// <summary>A dense layer, and the rows of a batch.</summary>
/// <param name="Rows">The rows of a batch.</param>
/// <param name="Inputs">The inputs of the layer.</param>
/// <param name="Outputs">Its outputs.</param>
public readonly record struct DenseShape(int Rows, int Inputs, int Outputs)
{
    /// <summary>Floating-point operations of each of its products.</summary>
    public double Operations => 2.0 * Rows * Inputs * Outputs;

    public override string ToString() => $"{Rows}x{Inputs}x{Outputs}";
}
