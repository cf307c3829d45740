namespace Adjoint.Kernels;

/// <summary>How a tile deals with its columns of B.</summary>
internal interface IPanel
{
    /// <summary>Whether it packs them while it reads them.</summary>
    static abstract bool Packs { get; }

    /// <summary>Whether it fetches them some terms ahead.</summary>
    static abstract bool Fetches { get; }
}
