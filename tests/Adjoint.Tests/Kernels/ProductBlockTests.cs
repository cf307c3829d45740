using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Products are cut into tiles, panels and blocks, packed and turned: none of it may change a bit of the fused sum that defines each result.</summary>
public class ProductBlockTests
{
    /// <summary>Rows, columns, depth.</summary>
    public static TheoryData<int, int, int> BlockBorders => new()
    {
        // Blocks of terms: 512 are one block, 513 are two; with rows that overhang and rows that do not.
        { 13, 70, 511 }, { 14, 64, 512 }, { 15, 97, 513 }, { 31, 130, 1025 },
        // Panels of every number of vectors, whole and begun, packed by the first tile and not.
        { 5, 48, 30 }, { 11, 48, 30 }, { 12, 64, 30 }, { 12, 63, 30 }, { 30, 65, 30 }, { 37, 112, 20 }, { 38, 113, 20 },
        // Rows of A packed, in one block and in several.
        { 20, 256, 600 }, { 241, 257, 520 }, { 700, 128, 100 }, { 9, 128, 96 },
        // Blocks of rows that are not packed.
        { 1001, 20, 250 },
        // Columns that are read where they lie: blocks of terms, every number of vectors, the widest rows and wider ones, and beside rows of A that are packed or not.
        { 13, 64, 1024 }, { 13, 112, 1025 }, { 7, 16, 300 }, { 14, 256, 40 }, { 14, 272, 40 }, { 20, 128, 32 }, { 20, 128, 33 }, { 20, 128, 96 },
        // Panels that are packed once for several blocks of rows, in one stretch of columns and in two.
        { 260, 272, 513 }, { 131, 1030, 500 },
        // Rows that are 4 KiB apart.
        { 17, 1024, 16 }, { 17, 20, 1024 },
        // Where B is a transpose that is larger than A and C, these are turned: whole columns, begun ones, begun blocks of them, several panels of rows.
        { 16, 204, 100 }, { 16, 203, 100 }, { 32, 131, 77 }, { 48, 70, 300 }, { 64, 202, 129 }, { 80, 301, 200 }, { 16, 97, 512 }, { 16, 97, 513 },
        // No terms: what the sums begin at is the result.
        { 20, 70, 0 }, { 20, 10, 0 },
    };

    [Theory]
    [MemberData(nameof(BlockBorders))]
    public void A_block_border_changes_no_bit(int rows, int columns, int depth) => Verify(rows, columns, depth);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(15)]
    public void Narrow_products_are_the_same_bits(int columns)
    {
        foreach (var rows in new[] { 1, 3, 4, 7, 8, 15, 16, 17, 18, 19, 31, 33, 48, 49, 50, 63, 64, 65, 66, 67, 68, 129, 130 })
        {
            Verify(rows, columns, depth: 7);
        }

        Verify(40, columns, depth: 513);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_block_of_a_narrow_product_writes_nothing_outside_of_itself(int columns)
    {
        const int Rows = 80, Depth = 6;
        var (a, b, start) = (Numbers.Random(Rows * Depth, 1), Numbers.Random(Depth * columns, 2), Numbers.Random(columns, 3));
        var expected = Expected(a, b, start, Rows, columns, Depth);
        foreach (var (first, end) in new[] { (0, 80), (0, 65), (1, 18), (5, 70), (63, 80), (79, 80), (40, 40) })
        {
            var part = Enumerable.Repeat(float.NaN, Rows * columns).ToArray();
            var product = Describe(a, b, start, part, (Rows, columns, Depth), turnedA: false, turnedB: false);
            ProductLoop.Run<Identity>(in product, new((nuint)first, (nuint)end, 0, (nuint)columns));
            for (var i = 0; i < part.Length; i++)
            {
                Assert.Equal(i / columns >= first && i / columns < end ? expected[i] : float.NaN, part[i]);
            }
        }
    }

    [Fact]
    public void A_block_of_a_turned_product_writes_nothing_outside_of_itself()
    {
        const int Rows = 48, Columns = 203, Depth = 150;
        var (a, b, start) = (Numbers.Random(Rows * Depth, 1), Numbers.Random(Depth * Columns, 2), Numbers.Random(Columns, 3));
        var expected = Expected(a, b, start, Rows, Columns, Depth);
        foreach (var (firstRow, endRow, firstColumn, endColumn) in new[] { (0, 48, 0, 203), (16, 32, 0, 203), (0, 48, 64, 203), (16, 48, 64, 128), (32, 48, 101, 202) })
        {
            var part = Enumerable.Repeat(float.NaN, Rows * Columns).ToArray();
            var product = Describe(a, Turned(b, Depth, Columns), start, part, (Rows, Columns, Depth), turnedA: false, turnedB: true);
            var range = new TileRange((nuint)firstRow, (nuint)endRow, (nuint)firstColumn, (nuint)endColumn);
            Assert.True(TurnedProduct.Pays(in product, range, Simd512.Width));
            ProductLoop.Run<Simd512, Vector512<float>, Identity>(in product, range);
            for (var i = 0; i < part.Length; i++)
            {
                var (row, column) = (i / Columns, i % Columns);
                var inside = row >= firstRow && row < endRow && column >= firstColumn && column < endColumn;
                Assert.Equal(inside ? expected[i] : float.NaN, part[i]);
            }
        }
    }

    /// <summary>Rows left of none to five, columns that fill panels of four vectors and of two or overlap, one panel of terms and several, x read where it lies and copied, a few terms, C that is fetched.</summary>
    [Theory]
    [InlineData(6, 64, 1)]
    [InlineData(12, 128, 3)]
    [InlineData(37, 100, 64)]
    [InlineData(8, 33, 65)]
    [InlineData(27, 48, 130)]
    [InlineData(64, 128, 64)]
    [InlineData(192, 130, 256)]
    [InlineData(269, 97, 66)]
    [InlineData(1029, 512, 2)]
    public void A_sum_of_outer_products_is_the_same_bits_and_nothing_else_is_touched(int rows, int columns, int depth)
    {
        var (a, b) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2));
        var expected = Expected(a, b, new float[columns], rows, columns, depth);
        var turned = Turned(a, rows, depth);
        Parts<Simd128, Vector128<float>>();
        Parts<Simd256, Vector256<float>>();
        Parts<Simd512, Vector512<float>>();

        void Parts<TSimd, TVector>()
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            // The whole, and a part as a thread has it.
            foreach (var (first, end) in new[] { (0, rows), (rows / 3, rows - 1) })
            {
                var c = Enumerable.Repeat(float.NaN, (rows * columns) + 2).ToArray();
                var product = Describe(turned, b, [0f], c.AsSpan(1), (rows, columns, depth), turnedA: true, turnedB: false);
                product.Start = ref Unsafe.NullRef<float>();
                var range = new TileRange((nuint)first, (nuint)end, 0, (nuint)columns);
                Assert.Equal(end - first >= 6 && columns >= 2 * (int)TSimd.Width, OuterProduct.Pays<Identity>(in product, range, TSimd.Width));
                ProductLoop.Run<TSimd, TVector, Identity>(in product, range);
                Assert.Equal(Numbers.Bits(expected.AsSpan(first * columns, (end - first) * columns)), Numbers.Bits(c.AsSpan(1 + (first * columns), (end - first) * columns)));
                Assert.All(c[..(1 + (first * columns))], number => Assert.True(float.IsNaN(number)));
                Assert.All(c[(1 + (end * columns))..], number => Assert.True(float.IsNaN(number)));
            }
        }
    }

    [Fact]
    public void What_is_applied_to_the_result_is_applied_once_after_the_last_term()
    {
        foreach (var columns in new[] { 3, 10, 70 })
        {
            const int Rows = 30, Depth = 520;
            var (a, b, start) = (Numbers.Random(Rows * Depth, 1), Numbers.Random(Depth * columns, 2), Numbers.Random(columns, 3));
            var expected = Expected(a, b, start, Rows, columns, Depth);
            Relu.Forward(expected, expected);
            AnySize.Set(Depth, columns);
            var y = new float[Rows * columns];
            Dense.Forward<AnySize, Relu>(Rows, a, b, start, y);
            Assert.Equal(Numbers.Bits(expected), Numbers.Bits(y));
        }
    }

    private static void Verify(int rows, int columns, int depth)
    {
        var (a, b, start) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2), Numbers.Random(columns, 3));
        var bits = Numbers.Bits(Expected(a, b, start, rows, columns, depth));
        var (turnedA, turnedB) = (Turned(a, rows, depth), Turned(b, depth, columns));
        foreach (var (aTurned, bTurned) in new[] { (false, false), (true, false), (false, true) })
        {
            var (first, second) = (aTurned ? turnedA : a, bTurned ? turnedB : b);
            void Same(RunProduct run)
            {
                // One number more on both sides, that nothing may touch.
                var c = Enumerable.Repeat(float.NaN, (rows * columns) + 2).ToArray();
                var product = Describe(first, second, start, c.AsSpan(1), (rows, columns, depth), aTurned, bTurned);
                run(in product);
                Assert.True(float.IsNaN(c[0]) && float.IsNaN(c[^1]), "wrote outside");
                Assert.Equal(bits, Numbers.Bits(c.AsSpan(1, rows * columns)));
            }

            Same((ref readonly Product product) => ProductLoop.Run<Identity>(in product, product.Whole));
            Same((ref readonly Product product) => ProductLoop.Run<Simd128, Vector128<float>, Identity>(in product, product.Whole));
            Same((ref readonly Product product) => ProductLoop.Run<Simd256, Vector256<float>, Identity>(in product, product.Whole));
            Same((ref readonly Product product) => ProductLoop.Run<Simd512, Vector512<float>, Identity>(in product, product.Whole));
        }
    }

    private delegate void RunProduct(ref readonly Product product);

    private static float[] Expected(float[] a, float[] b, float[] start, int rows, int columns, int depth)
    {
        var sums = new float[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            var row = sums.AsSpan(i * columns, columns);
            start.CopyTo(row);
            for (var k = 0; k < depth; k++)
            {
                for (var j = 0; j < columns; j++)
                {
                    row[j] = MathF.FusedMultiplyAdd(a[(i * depth) + k], b[(k * columns) + j], row[j]);
                }
            }
        }

        return sums;
    }

    private static float[] Turned(float[] matrix, int rows, int columns)
    {
        var turned = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            turned[(i % columns * rows) + (i / columns)] = matrix[i];
        }

        return turned;
    }

    private static Product Describe(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> start, Span<float> c, (int Rows, int Columns, int Depth) size, bool turnedA, bool turnedB) => new()
    {
        A = ref MemoryMarshal.GetReference(a),
        RowStride = turnedA ? 1 : (nuint)size.Depth,
        StepStride = turnedA ? (nuint)size.Rows : 1,
        B = ref MemoryMarshal.GetReference(b),
        TermStride = turnedB ? 1 : (nuint)size.Columns,
        ColumnStride = turnedB ? (nuint)size.Depth : 1,
        Start = ref start[0],
        C = ref c[0],
        Rows = (nuint)size.Rows,
        Columns = (nuint)size.Columns,
        Depth = (nuint)size.Depth,
    };
}
