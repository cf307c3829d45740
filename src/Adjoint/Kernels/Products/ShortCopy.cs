using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Copies a few floats without a call: vectors that overlap where the floats do not fill the last.</summary>
internal static class ShortCopy
{
    /// <summary>Copies count floats; the two places may not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(ref float source, ref float target, nuint count)
    {
        if (count >= 8)
        {
            for (nuint i = 0; i < count - 8; i += 8)
            {
                Vector256.LoadUnsafe(ref source, i).StoreUnsafe(ref target, i);
            }

            Vector256.LoadUnsafe(ref source, count - 8).StoreUnsafe(ref target, count - 8);
        }
        else if (count >= 4)
        {
            Vector128.LoadUnsafe(ref source).StoreUnsafe(ref target);
            Vector128.LoadUnsafe(ref source, count - 4).StoreUnsafe(ref target, count - 4);
        }
        else
        {
            for (nuint i = 0; i < count; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
            }
        }
    }
}
