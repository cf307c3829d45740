namespace Adjoint.Benchmarks;

/// <summary>A dense layer, and the rows of a batch.</summary>
internal readonly record struct DenseShape(int Rows, int Inputs, int Outputs)
{
    /// <summary>Floating-point operations of each of its products.</summary>
    public double Operations => 2.0 * Rows * Inputs * Outputs;

    public override string ToString() => $"{Rows}x{Inputs}x{Outputs}";
}
