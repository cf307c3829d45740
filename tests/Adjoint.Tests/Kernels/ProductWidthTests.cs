using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class ProductWidthTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9, 64, 33)]
    [InlineData(5, 70, 16)]
    [InlineData(7, 17, 64)]
    [InlineData(4, 10, 15)]
    [InlineData(6, 128, 3)]
    [InlineData(3, 33, 70)]
    public void Every_width_gives_the_bits_of_one_fused_sum(int rows, int columns, int depth)
    {
        var (a, b, start) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2), Numbers.Random(columns, 3));
        var expected = new float[rows * columns];
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = start[i % columns];
            for (var k = 0; k < depth; k++)
            {
                expected[i] = MathF.FusedMultiplyAdd(a[(i / columns * depth) + k], b[(k * columns) + (i % columns)], expected[i]);
            }
        }

        var bits = Numbers.Bits(expected);
        Assert.Equal(bits, Numbers.Bits(Run<Simd1, float>(a, b, start, rows, columns, depth)));
        if (columns >= 4)
        {
            Assert.Equal(bits, Numbers.Bits(Run<Simd128, Vector128<float>>(a, b, start, rows, columns, depth)));
        }

        if (columns >= 8)
        {
            Assert.Equal(bits, Numbers.Bits(Run<Simd256, Vector256<float>>(a, b, start, rows, columns, depth)));
        }

        if (columns >= 16)
        {
            Assert.Equal(bits, Numbers.Bits(Run<Simd512, Vector512<float>>(a, b, start, rows, columns, depth)));
        }

        AnySize.Set(depth, columns);
        var y = new float[rows * columns];
        Dense.Forward<AnySize, Identity>(rows, a, b, start, y);
        Assert.Equal(bits, Numbers.Bits(y));
    }

    [Fact]
    public void A_block_writes_nothing_outside_of_itself_and_the_same_bits()
    {
        const int Rows = 9, Columns = 70, Depth = 20;
        var (a, b, start) = (Numbers.Random(Rows * Depth, 1), Numbers.Random(Depth * Columns, 2), Numbers.Random(Columns, 3));
        var whole = Run<Simd256, Vector256<float>>(a, b, start, Rows, Columns, Depth);
        foreach (var (firstRow, endRow, firstColumn, endColumn) in new[] { (0, 9, 0, 70), (2, 7, 3, 5), (1, 9, 20, 41), (8, 9, 0, 70), (0, 5, 53, 70), (3, 3, 0, 70), (0, 9, 8, 8) })
        {
            var part = new float[Rows * Columns];
            part.AsSpan().Fill(float.NaN);
            var product = Describe(a, b, start, part, Rows, Columns, Depth);
            ProductLoop.Run<Identity>(in product, new((nuint)firstRow, (nuint)endRow, (nuint)firstColumn, (nuint)endColumn));
            for (var i = 0; i < part.Length; i++)
            {
                var (row, column) = (i / Columns, i % Columns);
                var inside = row >= firstRow && row < endRow && column >= firstColumn && column < endColumn;
                Assert.Equal(inside ? whole[i] : float.NaN, part[i]);
            }
        }
    }

    [Fact]
    public void Column_sums_are_the_same_bits_at_every_width()
    {
        foreach (var columns in new[] { 16, 17, 31, 40, 70 })
        {
            var matrix = Numbers.Random(7 * columns, 4);
            var (one, four, eight, sixteen) = (new float[columns], new float[columns], new float[columns], new float[columns]);
            ColumnSum.Run<Simd1, float>(7, columns, matrix, one);
            ColumnSum.Run<Simd128, Vector128<float>>(7, columns, matrix, four);
            ColumnSum.Run<Simd256, Vector256<float>>(7, columns, matrix, eight);
            ColumnSum.Run<Simd512, Vector512<float>>(7, columns, matrix, sixteen);
            Assert.Equal(one, four);
            Assert.Equal(one, eight);
            Assert.Equal(one, sixteen);
        }
    }

    private static float[] Run<TSimd, TVector>(float[] a, float[] b, float[] start, int rows, int columns, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var c = new float[rows * columns];
        var product = Describe(a, b, start, c, rows, columns, depth);
        ProductLoop.Run<TSimd, TVector, Identity>(in product, product.Whole);
        return c;
    }

    private static Product Describe(float[] a, float[] b, float[] start, float[] c, int rows, int columns, int depth) => new()
    {
        A = ref a[0],
        RowStride = (nuint)depth,
        StepStride = 1,
        B = ref b[0],
        TermStride = (nuint)columns,
        ColumnStride = 1,
        Start = ref start[0],
        C = ref c[0],
        Rows = (nuint)rows,
        Columns = (nuint)columns,
        Depth = (nuint)depth,
    };
}
