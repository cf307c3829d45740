using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Kernels;

/// <summary>Hints to the processor to fetch a cache line that is needed soon: rows that lie pages apart are beyond what it guesses by itself.</summary>
internal static class Prefetch
{
    /// <summary>Floats in a cache line.</summary>
    public const nuint Line = 16;

    /// <summary>How many rows of a matrix before it is read a row is fetched.</summary>
    public const nuint Rows = 8;

    /// <summary>Fetches the line of a float; the place need not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Run(ref readonly float place)
    {
        if (Sse.IsSupported)
        {
            // The line is no more than a hint: an array that the collector moves away meanwhile does no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
        }
    }
}
