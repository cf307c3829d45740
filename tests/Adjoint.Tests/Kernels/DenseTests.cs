using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class DenseTests
{
    private static readonly int[] Extents = [1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 17, 24, 31, 32, 33, 48, 49, 63, 64, 65, 70];

    public static TheoryData<int> AllRows => [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [MemberData(nameof(AllRows))]
    public void Forward_is_the_product_plus_bias(int rows)
    {
        foreach (var (inputs, outputs) in Sizes())
        {
            var (x, w, b) = (Numbers.Random(rows * inputs, 1), Numbers.Random(inputs * outputs, 2), Numbers.Random(outputs, 3));
            var y = Guarded(rows * outputs);
            Dense.Forward<AnySize, Identity>(rows, x, w, b, y.AsSpan(1, rows * outputs));
            Verify(y, rows, outputs, inputs, (r, o, i) => (double)x[(r * inputs) + i] * w[(i * outputs) + o], o => b[o]);
        }
    }

    [Theory]
    [MemberData(nameof(AllRows))]
    public void The_gradient_of_the_input_is_the_product_with_the_transpose(int rows)
    {
        foreach (var (inputs, outputs) in Sizes())
        {
            var (dy, w) = (Numbers.Random(rows * outputs, 4), Numbers.Random(inputs * outputs, 5));
            var dx = Guarded(rows * inputs);
            Dense.BackwardInput<AnySize>(rows, dy, w, dx.AsSpan(1, rows * inputs));
            Verify(dx, rows, inputs, outputs, (r, i, o) => (double)dy[(r * outputs) + o] * w[(i * outputs) + o], _ => 0);
        }
    }

    [Theory]
    [MemberData(nameof(AllRows))]
    public void The_gradient_of_the_weight_is_summed_over_the_batch(int rows)
    {
        foreach (var (inputs, outputs) in Sizes())
        {
            var (x, dy) = (Numbers.Random(rows * inputs, 6), Numbers.Random(rows * outputs, 7));
            var dw = Guarded(inputs * outputs);
            Dense.BackwardWeight<AnySize>(rows, x, dy, dw.AsSpan(1, inputs * outputs));
            Verify(dw, inputs, outputs, rows, (i, o, r) => (double)x[(r * inputs) + i] * dy[(r * outputs) + o], _ => 0);
        }
    }

    [Theory]
    [MemberData(nameof(AllRows))]
    public void The_gradient_of_the_bias_is_the_sum_of_each_column(int rows)
    {
        foreach (var outputs in Extents)
        {
            AnySize.Set(1, outputs);
            var dy = Numbers.Random(rows * outputs, 8);
            var db = Guarded(outputs);
            Dense.BackwardBias<AnySize>(rows, dy, db.AsSpan(1, outputs));
            Verify(db, 1, outputs, rows, (_, o, r) => dy[(r * outputs) + o], _ => 0);
        }
    }

    [Fact]
    public void The_transpose_is_exact()
    {
        foreach (var (rows, columns) in Sizes())
        {
            var source = Numbers.Random(rows * columns, 9);
            var target = Guarded(rows * columns);
            Transpose.Run((nuint)rows, (nuint)columns, ref source[0], (nuint)columns, ref target[1], (nuint)rows);
            for (var i = 0; i < source.Length; i++)
            {
                Assert.Equal(source[i], target[1 + (i % columns * rows) + (i / columns)]);
            }

            Assert.True(float.IsNaN(target[0]) && float.IsNaN(target[^1]));
        }
    }

    [Fact]
    public void The_rectifier_is_applied_in_the_store()
    {
        foreach (var outputs in Extents)
        {
            AnySize.Set(5, outputs);
            var (x, w, b) = (Numbers.Random(5 * 5, 1), Numbers.Random(5 * outputs, 2), Numbers.Random(outputs, 3));
            var (plain, fused) = (new float[5 * outputs], new float[5 * outputs]);
            Dense.Forward<AnySize, Identity>(5, x, w, b, plain);
            Dense.Forward<AnySize, Relu>(5, x, w, b, fused);
            Relu.Forward(plain, plain);
            Assert.Equal(Numbers.Bits(plain), Numbers.Bits(fused));
        }
    }

    [Fact]
    public void Without_bias_sums_begin_at_zero()
    {
        AnySize.Set(3, 20);
        var (x, w) = (Numbers.Random(2 * 3, 1), Numbers.Random(3 * 20, 2));
        var (without, zeros) = (new float[40], new float[40]);
        Dense.Forward<AnySize, Identity>(2, x, w, [], without);
        Dense.Forward<AnySize, Identity>(2, x, w, new float[20], zeros);
        Assert.Equal(Numbers.Bits(zeros), Numbers.Bits(without));
    }

    [Fact]
    public void No_rows_give_no_gradient()
    {
        AnySize.Set(3, 5);
        var (dw, db) = (Numbers.Random(15, 1), Numbers.Random(5, 2));
        Dense.BackwardWeight<AnySize>(0, [], [], dw);
        Dense.BackwardBias<AnySize>(0, [], db);
        Dense.Forward<AnySize, Identity>(0, [], new float[15], new float[5], []);
        Assert.All(dw, value => Assert.Equal(0, value));
        Assert.All(db, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused_by_name()
    {
        AnySize.Set(3, 5);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => Dense.Forward<AnySize, Relu>(2, new float[5], new float[15], new float[5], new float[10])).ParamName);
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => Dense.Forward<AnySize, Relu>(2, new float[6], new float[15], new float[4], new float[10])).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Dense.Forward<AnySize, Relu>(2, new float[6], new float[15], new float[5], new float[9])).ParamName);
        Assert.Equal("dWeight", Assert.Throws<ArgumentException>(() => Dense.BackwardWeight<AnySize>(2, new float[6], new float[10], new float[14])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Dense.BackwardBias<AnySize>(-1, new float[10], new float[5]));
    }

    private static IEnumerable<(int Inputs, int Outputs)> Sizes()
    {
        foreach (var inputs in Extents)
        {
            foreach (var outputs in Extents)
            {
                AnySize.Set(inputs, outputs);
                yield return (inputs, outputs);
            }
        }
    }

    /// <summary>Room for a result between two numbers that no kernel may touch.</summary>
    private static float[] Guarded(int length)
    {
        var numbers = new float[length + 2];
        numbers.AsSpan().Fill(float.NaN);
        return numbers;
    }

    private static void Verify(float[] guarded, int rows, int columns, int depth, Func<int, int, int, double> term, Func<int, double> start)
    {
        Assert.True(float.IsNaN(guarded[0]) && float.IsNaN(guarded[^1]), "wrote outside");
        for (var i = 0; i < rows * columns; i++)
        {
            var (sum, size) = (start(i % columns), Math.Abs(start(i % columns)));
            for (var k = 0; k < depth; k++)
            {
                var value = term(i / columns, i % columns, k);
                (sum, size) = (sum + value, size + Math.Abs(value));
            }

            var bound = (depth + 1) * 6e-8 * size;
            Assert.True(Math.Abs(guarded[1 + i] - sum) <= bound, $"[{rows},{depth}]x[{depth},{columns}] at {i}: {guarded[1 + i]} instead of {sum}");
        }
    }
}
