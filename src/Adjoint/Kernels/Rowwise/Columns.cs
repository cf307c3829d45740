using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Works through the columns of a matrix, a vector of them at a time. A column's result does not depend on the width of the vector it was in.</summary>
internal static class Columns
{
    /// <summary>All columns. Where they do not fill a vector, vectors overlap if the work may be repeated, and else get narrower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TWork>(scoped ref TWork work, int width)
        where TWork : struct, IColumnWork, allows ref struct
    {
        var column = (nuint)0;
        var end = (nuint)width;
        if (Widths.Has512)
        {
            Run<Simd512, Vector512<float>, TWork>(ref work, ref column, end);
        }

        if (Widths.Has256)
        {
            Run<Simd256, Vector256<float>, TWork>(ref work, ref column, end);
        }

        Run<Simd128, Vector128<float>, TWork>(ref work, ref column, end);
        Run<Simd1, float, TWork>(ref work, ref column, end);
    }

    /// <summary>The columns from <paramref name="column"/> on that vectors of one width cover.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TWork>(scoped ref TWork work, scoped ref nuint column, nuint end)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TWork : struct, IColumnWork, allows ref struct
    {
        for (; column + TSimd.Width <= end; column += TSimd.Width)
        {
            work.Run<TSimd, TVector>(column);
        }

        if (TWork.MayRepeat && column < end && end >= TSimd.Width)
        {
            work.Run<TSimd, TVector>(end - TSimd.Width);
            column = end;
        }
    }
}
