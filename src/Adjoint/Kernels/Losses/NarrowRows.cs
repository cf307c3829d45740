using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// Sixteen rows of fewer than sixteen numbers, one row in each lane: what softmax and cross-entropy do to a row is done to sixteen at once, and each row gets the
/// bits that it would get alone. Fewer rows leave lanes unused.
/// </summary>
internal ref struct NarrowRows
{
    /// <summary>The most rows together.</summary>
    public const int Lanes = 16;

    /// <summary>Floats that a block needs room for: four columns are turned at a time.</summary>
    public const int Room = Lanes * Rows.Wide;

    private readonly ref float _numbers;
    private readonly int _rows;
    private readonly int _width;
    private Vector512<double> _low;
    private Vector512<double> _high;

    /// <summary>Takes [rows, width] into lanes; the room is for its numbers, column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public NarrowRows(int rows, int width, ReadOnlySpan<float> source, Span<float> room)
    {
        _numbers = ref MemoryMarshal.GetReference(room[..Room]);
        (_rows, _width) = (rows, width);
        // Through a copy behind which there is room: four columns are turned at a time, and the last may reach beyond the rows.
        Span<float> copy = stackalloc float[Room + 4];
        if (rows < Lanes)
        {
            copy.Clear();
        }

        source[..(rows * width)].CopyTo(copy);
        ref var from = ref MemoryMarshal.GetReference(copy);
        for (var c = 0; c < width; c += 4)
        {
            Transpose.FourColumns<Vector512<float>>(ref Unsafe.Add(ref from, c), (nuint)width, out var column0, out var column1, out var column2, out var column3);
            ref var to = ref Unsafe.Add(ref _numbers, c * Lanes);
            column0.StoreUnsafe(ref to);
            column1.StoreUnsafe(ref to, Lanes);
            column2.StoreUnsafe(ref to, 2 * Lanes);
            column3.StoreUnsafe(ref to, 3 * Lanes);
        }
    }

    /// <summary>The sum of each row's exponentials, in double precision, ascending.</summary>
    public readonly (Vector512<double> Low, Vector512<double> High) Sums => (_low, _high);

    /// <summary>Writes the rows back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void CopyTo(Span<float> target)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..(_rows * _width)]);
        // Nothing behind these rows is written: the target may be the source, of which the next rows have not been read.
        Transpose.Back(ref _numbers, Lanes, (nuint)_rows, (nuint)_width, ref to, (nuint)_width, Transpose.SafeRows((nuint)_rows, (nuint)_width, (nuint)_rows));
    }

    /// <summary>The largest number of each row; NaN is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Max(Span<float> largest)
    {
        ref var target = ref MemoryMarshal.GetReference(largest[..Lanes]);
        if (Widths.Has512)
        {
            Max<Simd512, Vector512<float>>(ref target);
        }
        else if (Widths.Has256)
        {
            Max<Simd256, Vector256<float>>(ref target);
        }
        else
        {
            Max<Simd128, Vector128<float>>(ref target);
        }
    }

    /// <summary>Each number minus its row's largest, exponentiated, into the room given (its own or another's); and the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exponentials(ReadOnlySpan<float> largest, Span<float> room)
    {
        ref var max = ref MemoryMarshal.GetReference(largest[..Lanes]);
        ref var target = ref MemoryMarshal.GetReference(room[..(_width * Lanes)]);
        if (Widths.Has512)
        {
            Exponentials<Simd512, Vector512<float>>(ref max, ref target);
        }
        else if (Widths.Has256)
        {
            Exponentials<Simd256, Vector256<float>>(ref max, ref target);
        }
        else
        {
            Exponentials<Simd128, Vector128<float>>(ref max, ref target);
        }
    }

    /// <summary>Each number times its row's factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Scale(Vector512<float> factors)
    {
        for (nuint i = 0; i < (nuint)(_width * Lanes); i += Lanes)
        {
            (Vector512.LoadUnsafe(ref _numbers, i) * factors).StoreUnsafe(ref _numbers, i);
        }
    }

    /// <summary>Each number minus what is to be taken from its row, in two pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Subtract(Vector512<float> high, Vector512<float> low)
    {
        for (nuint i = 0; i < (nuint)(_width * Lanes); i += Lanes)
        {
            (Vector512.LoadUnsafe(ref _numbers, i) - high - low).StoreUnsafe(ref _numbers, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Max<TSimd, TVector>(ref float largest)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint k = 0; k < Lanes; k += TSimd.Width)
        {
            var max = TSimd.Create(float.NegativeInfinity);
            for (var i = k; i < (nuint)(_width * Lanes); i += Lanes)
            {
                max = TSimd.Max(TSimd.Load(ref _numbers, i), max);
            }

            TSimd.Store(max, ref largest, k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials<TSimd, TVector>(ref float largest, ref float target)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint i = 0; i < (nuint)(_width * Lanes); i += Lanes)
        {
            for (nuint k = 0; k < Lanes; k += TSimd.Width)
            {
                var x = TSimd.Subtract(TSimd.Load(ref _numbers, i + k), TSimd.Load(ref largest, k));
                TSimd.Store(Exponential.OfSmall<TSimd, TVector>(x), ref target, i + k);
            }

            var exponentials = Vector512.LoadUnsafe(ref target, i);
            low += Vector512.WidenLower(exponentials);
            high += Vector512.WidenUpper(exponentials);
        }

        (_low, _high) = (low, high);
    }
}
