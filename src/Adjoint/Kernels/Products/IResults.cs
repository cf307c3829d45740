using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Where the results of a tile lie before it stores them.</summary>
internal interface IResults
{
    /// <summary>Whether they are fetched while the tile above is computed.</summary>
    static abstract bool AreFetched { get; }
}

/// <summary>C stays in the second-level cache: its results come soon enough, and fetching them costs some 3 % of the time.</summary>
internal readonly struct NearResults : IResults
{
    public static bool AreFetched { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
}

/// <summary>C is larger than that cache.</summary>
internal readonly struct FarResults : IResults
{
    public static bool AreFetched { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }
}
