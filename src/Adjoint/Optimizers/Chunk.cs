namespace Adjoint.Kernels;

/// <summary>Parts in which element-wise passes go over all parameters or gradients.</summary>
internal static class Chunk
{
    /// <summary>Larger arrays would be written past the cache, from which the next pass reads them.</summary>
    public const int Length = 4096;
}
