using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Which tiles go down a panel: as many accumulators as registers allow, and few rows left over.</summary>
internal static class TileChoice
{
    /// <summary>Rows of the next tile of a panel so many vectors wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Rows(nuint vectors, nuint remaining) => vectors switch
    {
        // Eight rows are two fours rather than a six and a two.
        4 => remaining >= 6 && remaining != 8 ? 6u : remaining >= 4 ? 4u : remaining >= 2 ? 2u : 1u,
        2 => remaining >= 6 && remaining != 8 ? 6u : remaining >= 4 ? 4u : 1u,
        _ => remaining >= 8 ? 8u : remaining >= 4 ? 4u : 1u,
    };

    /// <summary>Computes the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector, TEpilogue, TPanel>(ref readonly Tile tile, nuint vectors, nuint rows)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TPanel : struct, IPanel
    {
        switch (vectors, rows)
        {
            case (4, 6): Tile6x4.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (4, 4): Tile4x4.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (4, 2): Tile2x4.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (4, _): Tile1x4.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (2, 6): Tile6x2.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (2, 4): Tile4x2.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (2, _): Tile1x2.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (_, 8): Tile8x1.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            case (_, 4): Tile4x1.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
            default: Tile1x1.Run<TSimd, TVector, TEpilogue, TPanel>(in tile); break;
        }
    }
}
