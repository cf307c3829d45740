namespace Adjoint.Benchmarks;

/// <summary>What was written for a model.</summary>
/// <param name="Layers">How many layers stand on the class, activations and the like included.</param>
/// <param name="Size">Characters in all its files.</param>
internal readonly record struct EmittedModel(int Layers, long Size)
{
    public double SizePerLayer => (double)Size / Layers;
}
