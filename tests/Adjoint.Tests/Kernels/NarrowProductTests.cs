using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Products with few columns and products with few terms have kernels of their own; these compare them with one fused sum after the other, bit by bit.</summary>
public class NarrowProductTests
{
    private const int LargestRows = 70, LargestDepth = 41, LargestColumns = 33;

    private static readonly int[] Rows = [4, 5, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 31, 32, 33, 40, 47, 48, 49, 64, 65, LargestRows];

    public static TheoryData<int> NarrowColumns => [.. Enumerable.Range(1, NarrowTile.MostColumns)];

    public static TheoryData<int> FewTerms => [.. Enumerable.Range(0, 18), 26, 31, 32];

    [Theory]
    [MemberData(nameof(NarrowColumns))]
    public void Narrow_products_have_the_bits_of_fused_sums_at_every_width(int columns)
    {
        foreach (var rows in Rows)
        {
            foreach (var depth in new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, LargestDepth })
            {
                foreach (var (turnedA, turnedB, biased) in new[] { (false, false, true), (true, false, false), (false, true, false) })
                {
                    var factors = new Factors(rows, columns, depth, turnedA, turnedB, biased);
                    factors.Verify<Identity>(NarrowProduct.Run<Simd128, Vector128<float>, Identity>, leastRows: 4);
                    factors.Verify<Identity>(NarrowProduct.Run<Simd256, Vector256<float>, Identity>, leastRows: 8);
                    factors.Verify<Identity>(NarrowProduct.Run<Simd512, Vector512<float>, Identity>, leastRows: 16);
                    factors.Verify<Relu>(NarrowProduct.Run<Simd512, Vector512<float>, Relu>, leastRows: 16);
                    factors.Verify<Identity>(ProductLoop.Run<Identity>, leastRows: 1);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(FewTerms))]
    public void Products_with_few_terms_have_the_bits_of_fused_sums_at_every_width(int depth)
    {
        foreach (var rows in Rows)
        {
            foreach (var columns in Enumerable.Range(8, LargestColumns - 7).Concat([40, 47, 48, 49, 64, 79, 84, 95, 97, 128]))
            {
                var factors = new Factors(rows, columns, depth, turnedA: false, turnedB: true, biased: false);
                factors.Verify<Identity>(ShallowProduct.Run<Simd128, Vector128<float>, Identity>, leastRows: 4);
                if (columns >= 16)
                {
                    factors.Verify<Identity>(ShallowProduct.Run<Simd256, Vector256<float>, Identity>, leastRows: 4);
                }

                if (columns >= 32)
                {
                    factors.Verify<Identity>(ShallowProduct.Run<Simd512, Vector512<float>, Identity>, leastRows: 4);
                    factors.Verify<Relu>(ShallowProduct.Run<Simd512, Vector512<float>, Relu>, leastRows: 4);
                }

                factors.Verify<Identity>(ProductLoop.Run<Identity>, leastRows: 1);
            }
        }
    }

    [Fact]
    public void A_block_writes_nothing_outside_of_itself()
    {
        const int Rows = 80;
        foreach (var (columns, depth, turnedB) in new[] { (1, 9, false), (2, 6, false), (3, 2, false), (7, 20, true), (10, 21, false), (15, 5, false), (90, 10, true), (130, 15, true) })
        {
            foreach (var (first, end) in new[] { (0, 80), (0, 65), (1, 18), (5, 70), (63, 80), (79, 80), (40, 40) })
            {
                foreach (var (firstColumn, endColumn) in turnedB ? new[] { (0, columns), (0, columns / 2), (columns / 3, columns) } : [(0, columns)])
                {
                    new Factors(Rows, columns, depth, turnedA: false, turnedB, biased: !turnedB).VerifyBlock<Identity>(
                        ProductLoop.Run<Identity>, new((nuint)first, (nuint)end, (nuint)firstColumn, (nuint)endColumn));
                }
            }
        }
    }

    [Fact]
    public void A_transpose_that_has_no_room_is_left_to_others()
    {
        foreach (var depth in new[] { 2000, 2200, 3000 })
        {
            new Factors(20, 15, depth, turnedA: false, turnedB: true, biased: false).Verify<Identity>(ProductLoop.Run<Identity>, leastRows: 1);
        }
    }

    private delegate void RunProduct(ref readonly Product product, TileRange range);

    /// <summary>The matrices of a product, and what comes of them.</summary>
    private sealed class Factors
    {
        private readonly int _rows, _columns, _depth;
        private readonly bool _turnedA, _turnedB;
        private readonly float[] _a, _b, _start, _expected;

        public Factors(int rows, int columns, int depth, bool turnedA, bool turnedB, bool biased)
        {
            (_rows, _columns, _depth, _turnedA, _turnedB) = (rows, columns, depth, turnedA, turnedB);
            (_a, _b, _start) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2), biased ? Numbers.Random(columns, 3) : []);
            _expected = new float[rows * columns];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var sum = biased ? _start[j] : 0;
                    for (var k = 0; k < depth; k++)
                    {
                        sum = MathF.FusedMultiplyAdd(_a[turnedA ? (k * rows) + i : (i * depth) + k], _b[turnedB ? (j * depth) + k : (k * columns) + j], sum);
                    }

                    _expected[(i * columns) + j] = sum;
                }
            }
        }

        public void Verify<TEpilogue>(RunProduct run, int leastRows)
            where TEpilogue : struct, IEpilogue
        {
            if (_rows >= leastRows)
            {
                VerifyBlock<TEpilogue>(run, new(0, (nuint)_rows, 0, (nuint)_columns));
            }
        }

        public void VerifyBlock<TEpilogue>(RunProduct run, TileRange range)
            where TEpilogue : struct, IEpilogue
        {
            // One number more on both sides, that nothing may touch.
            var c = new float[(_rows * _columns) + 2];
            c.AsSpan().Fill(float.NaN);
            var product = new Product
            {
                A = ref MemoryMarshal.GetReference(_a.AsSpan()),
                RowStride = _turnedA ? 1 : (nuint)_depth,
                StepStride = _turnedA ? (nuint)_rows : 1,
                B = ref MemoryMarshal.GetReference(_b.AsSpan()),
                TermStride = _turnedB ? 1 : (nuint)_columns,
                ColumnStride = _turnedB ? (nuint)_depth : 1,
                Start = ref MemoryMarshal.GetReference(_start.AsSpan()),
                C = ref c[1],
                Rows = (nuint)_rows,
                Columns = (nuint)_columns,
                Depth = (nuint)_depth,
            };
            if (_start.Length == 0)
            {
                product.Start = ref Unsafe.NullRef<float>();
            }

            run(in product, range);
            for (var i = -1; i <= _expected.Length; i++)
            {
                var (row, column) = (i / _columns, i % _columns);
                var inside = i >= 0 && i < _expected.Length && row >= (int)range.FirstRow && row < (int)range.EndRow && column >= (int)range.FirstColumn && column < (int)range.EndColumn;
                var expected = inside ? typeof(TEpilogue) == typeof(Relu) ? Math.Max(_expected[i], 0) : _expected[i] : float.NaN;
                if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(c[i + 1]))
                {
                    Assert.Fail($"{_rows} x {_depth} x {_columns}, {range}: {c[i + 1]:R} instead of {expected:R} at {i}");
                }
            }
        }
    }
}
