namespace Adjoint.Kernels;

/// <summary>From a row to the next, and to those that are 4, 8 and 12 below: a loop that has them at hand computes no address.</summary>
internal readonly struct RowStrides(nuint stride)
{
    public nuint One { get; } = stride;

    public nuint Four { get; } = 4 * stride;

    public nuint Eight { get; } = 8 * stride;

    public nuint Twelve { get; } = 12 * stride;
}
