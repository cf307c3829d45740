using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// One block of zeroed float32 memory that begins at a 64-byte boundary and never moves, so that a SIMD load never straddles two
/// cache lines. All parameters of a model live in one arena, the moments of its optimizer in another, the
/// activations and gradients of a trainer in a third.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Arena
{
    private const int FloatsPerCacheLine = 16;

    private readonly float[] _memory;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <param name="length">Number of floats, at least 0 and at most 2,147,483,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or larger than one array can be.</exception>
    public Arena(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 2_147_483_000L);
        Length = (int)length;
        // Pinned: an address that the collector could move would be aligned only until it does.
        _memory = GC.AllocateArray<float>(Length + FloatsPerCacheLine, pinned: true);
        _start = FloatsToBoundary(_memory);
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>All of the memory.</summary>
    public Span<float> Span => _memory.AsSpan(_start, Length);

    /// <summary><paramref name="length"/> floats from <paramref name="offset"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Slice(int offset, int length)
    {
        // One comparison in the place of two cuts: an iteration takes some twenty slices.
        if ((ulong)(uint)offset + (uint)length > (uint)Length)
        {
            ThrowOutside(offset, length);
        }

        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start + offset), length);
    }

    private void ThrowOutside(int offset, int length) =>
        throw new ArgumentOutOfRangeException(nameof(length), length, $"{length} floats from {offset} of {Length}.");

    private static unsafe int FloatsToBoundary(float[] pinned)
    {
        fixed (float* first = pinned)
        {
            var past = (int)((nuint)first % 64) / sizeof(float);
            return past == 0 ? 0 : FloatsPerCacheLine - past;
        }
    }
}
