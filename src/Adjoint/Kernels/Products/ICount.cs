namespace Adjoint.Kernels;

/// <summary>A small number as a type: for each the just-in-time compiler makes a kernel of its own, whose sums all stay in registers.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
