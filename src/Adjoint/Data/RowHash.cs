using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// A fast hash of a row, to find rows that may be equal; it is of this process alone, as it depends on the width of the processor's vectors. Equal rows have equal hashes,
/// and rows with equal hashes are compared.
/// </summary>
internal static class RowHash
{
    // Odd factors, whose products can be undone; the first from the golden ratio, the others from MurmurHash3 (Appleby, 2011).
    private const uint Factor = 0x9E3779B1;
    private const uint OtherFactor = 0x85EBCA6B;
    private const ulong LastFactor = 0xFF51AFD7ED558CCD;

    /// <summary>The hash of the bits of the features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // It runs once for each row at the start of a training, too early for the compiler to have noticed that it matters.
    public static ulong Of(ReadOnlySpan<float> features)
    {
        var words = MemoryMarshal.Cast<float, uint>(features);
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        // Four at a time: a product need not wait for the one before.
        var (a, b, c, d) = (Vector.Create(1u), Vector.Create(2u), Vector.Create(3u), Vector.Create(4u));
        var i = 0;
        for (; i + 4 <= vectors.Length; i += 4)
        {
            a = Mixed(a, vectors[i]);
            b = Mixed(b, vectors[i + 1]);
            c = Mixed(c, vectors[i + 2]);
            d = Mixed(d, vectors[i + 3]);
        }

        for (; i < vectors.Length; i++)
        {
            a = Mixed(a, vectors[i]);
        }

        var joined = Mixed(Mixed(Mixed(a, b), c), d);
        var hash = (ulong)features.Length;
        for (var lane = 0; lane < Vector<uint>.Count; lane++)
        {
            hash = Mixed(hash, joined[lane]);
        }

        foreach (var word in words[(vectors.Length * Vector<uint>.Count)..])
        {
            hash = Mixed(hash, word);
        }

        return hash;
    }

    // The shift brings the high bits down, in which floats differ and which a product alone would leave high.
    private static Vector<uint> Mixed(Vector<uint> state, Vector<uint> words)
    {
        var product = (state ^ words) * Factor;
        return (product ^ Vector.ShiftRightLogical(product, 15)) * OtherFactor;
    }

    private static ulong Mixed(ulong state, uint word)
    {
        var product = unchecked((state ^ word) * LastFactor);
        return product ^ (product >> 32);
    }
}
