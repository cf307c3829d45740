namespace Adjoint.Kernels;

/// <summary>How a tile deals with its columns of B.</summary>
internal interface IPanel
{
    /// <summary>Whether it packs them while it reads them.</summary>
    static abstract bool Packs { get; }
}
