using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>Small layers have kernels of their own; these compare them with one fused sum after the other, bit by bit.</summary>
public class SmallProductTests
{
    private const int Largest = 33;

    public static TheoryData<int> Batches => [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 40];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_small_layer_has_the_bits_of_fused_sums(int rows)
    {
        var (x, dy, w, b) = (Numbers.Random(rows * Largest, 1), Numbers.Random(rows * Largest, 2), Numbers.Random(Largest * Largest, 3), Numbers.Random(Largest, 4));
        for (var inputs = 1; inputs <= Largest; inputs++)
        {
            for (var outputs = 1; outputs <= Largest; outputs++)
            {
                Verify(rows, inputs, outputs, x, dy, w, b);
            }
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_where_it_belongs()
    {
        foreach (var (rows, inputs, outputs) in new[] { (16, 4, 16), (16, 16, 16), (16, 16, 3), (40, 24, 24), (40, 24, 2), (9, 5, 7) })
        {
            var (x, dy, w, b) = (Numbers.Random(rows * inputs, 1), Numbers.Random(rows * outputs, 2), Numbers.Random(inputs * outputs, 3), Numbers.Random(outputs, 4));
            x[1] = float.NaN;
            x[^1] = float.PositiveInfinity;
            dy[0] = float.NegativeInfinity;
            dy[^1] = float.NaN;
            w[2] = float.PositiveInfinity;
            Verify(rows, inputs, outputs, x, dy, w, b);
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        foreach (var (rows, columns, depth) in new[] { (4, 16, 3), (8, 16, 16), (13, 17, 5), (25, 24, 24), (7, 33, 9), (40, 32, 4), (16, 20, 7), (33, 28, 6) })
        {
            var (a, b, start) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2), Numbers.Random(columns, 3));
            Shape.Set(columns, depth, 1);
            var expected = (Sums(rows, columns, depth, (r, k) => a[(r * depth) + k], (k, c) => b[(k * columns) + c], start), Sums(1, columns, depth, (_, _) => 1, (k, c) => b[(k * columns) + c], []));
            Equal(expected, Small<Simd128, Vector128<float>, Simd128, Vector128<float>>(rows, columns, depth, a, b, start));
            Equal(expected, Small<Simd256, Vector256<float>, Simd128, Vector128<float>>(rows, columns, depth, a, b, start));
            Equal(expected, Small<Simd512, Vector512<float>, Simd256, Vector256<float>>(rows, columns, depth, a, b, start));
        }

        foreach (var depth in new[] { 4, 5, 6, 7, 16 })
        {
            foreach (var columns in new[] { 1, 2, 3, 4 })
            {
                const int rows = 37;
                var (a, b, start) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2), Numbers.Random(columns, 3));
                Shape.Set(columns, depth, 1);
                var expected = Sums(rows, columns, depth, (r, k) => a[(r * depth) + k], (k, c) => b[(k * columns) + c], start);
                Assert.Equal(expected, Thin<Simd128, Vector128<float>>(rows, columns, depth, a, b, start));
                Assert.Equal(expected, Thin<Simd256, Vector256<float>>(rows, columns, depth, a, b, start));
                Assert.Equal(expected, Thin<Simd512, Vector512<float>>(rows, columns, depth, a, b, start));

                Shape.Set(columns, 1, rows);
                var gradients = (Sums(rows, columns, depth, (r, k) => a[r + (k * rows)], (k, c) => b[(k * columns) + c], []), Sums(1, columns, depth, (_, _) => 1, (k, c) => b[(k * columns) + c], []));
                Equal(gradients, Gradient<Simd128, Vector128<float>, Simd128, Vector128<float>>(rows, columns, depth, a, b));
                Equal(gradients, Gradient<Simd256, Vector256<float>, Simd128, Vector128<float>>(rows, columns, depth, a, b));
                Equal(gradients, Gradient<Simd512, Vector512<float>, Simd256, Vector256<float>>(rows, columns, depth, a, b));
                Equal(gradients, Gradient<Simd512, Vector512<float>, Simd512, Vector512<float>>(rows, columns, depth, a, b));
            }
        }
    }

    private static void Verify(int rows, int inputs, int outputs, float[] x, float[] dy, float[] w, float[] b)
    {
        AnySize.Set(inputs, outputs);
        var y = Guarded(rows * outputs);
        Dense.Forward<AnySize, Identity>(rows, x, w, b, y.AsSpan(1, rows * outputs));
        var what = $"{rows} x {inputs} x {outputs}";
        Equal(what, Sums(rows, outputs, inputs, (r, i) => x[(r * inputs) + i], (i, o) => w[(i * outputs) + o], b), y);
        Dense.Forward<AnySize, Relu>(rows, x, w, [], y.AsSpan(1, rows * outputs));
        var rectified = Sums(rows, outputs, inputs, (r, i) => x[(r * inputs) + i], (i, o) => w[(i * outputs) + o], []);
        Relu.Forward(rectified, rectified);
        Equal(what, rectified, y);
        Dense.Forward<AnySize, Tanh>(rows, x, w, [], y.AsSpan(1, rows * outputs));
        var tangents = Sums(rows, outputs, inputs, (r, i) => x[(r * inputs) + i], (i, o) => w[(i * outputs) + o], []);
        Tanh.Forward(tangents, tangents);
        Equal(what, tangents, y);
        var dx = Guarded(rows * inputs);
        Dense.BackwardInput<AnySize>(rows, dy, w, dx.AsSpan(1, rows * inputs));
        var gradient = Sums(rows, inputs, outputs, (r, o) => dy[(r * outputs) + o], (o, i) => w[(i * outputs) + o], []);
        Equal(what, gradient, dx);
        dx = Guarded(rows * inputs);
        Dense.BackwardInput<AnySize, Tanh>(rows, dy, w, x, dx.AsSpan(1, rows * inputs));
        Tanh.Backward(x.AsSpan(0, rows * inputs), gradient, gradient);
        Equal(what, gradient, dx);
        var dw = Guarded(inputs * outputs);
        Dense.BackwardWeight<AnySize>(rows, x, dy, dw.AsSpan(1, inputs * outputs));
        var weight = Sums(inputs, outputs, rows, (i, r) => x[(r * inputs) + i], (r, o) => dy[(r * outputs) + o], []);
        Equal(what, weight, dw);
        (dw, var db) = (Guarded(inputs * outputs), Guarded(outputs));
        Dense.BackwardWeight<AnySize>(rows, x, dy, dw.AsSpan(1, inputs * outputs), db.AsSpan(1, outputs));
        Equal(what, weight, dw);
        Equal(what, Sums(1, outputs, rows, (_, _) => 1, (r, o) => dy[(r * outputs) + o], []), db);
    }

    private static void Equal((float[] Products, float[] Sums) expected, (float[] Products, float[] Sums) found)
    {
        Assert.Equal(expected.Products, found.Products);
        Assert.Equal(expected.Sums, found.Sums);
    }

    private static void Equal(string what, float[] expected, float[] guarded)
    {
        Assert.True(float.IsNaN(guarded[0]) && float.IsNaN(guarded[^1]), $"{what}: wrote outside");
        for (var i = 0; i < expected.Length; i++)
        {
            // Not a number has many bits.
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(guarded[i + 1]) && !(float.IsNaN(expected[i]) && float.IsNaN(guarded[i + 1])))
            {
                Assert.Fail($"{what} at {i}: {guarded[i + 1]:R} instead of {expected[i]:R}");
            }
        }
    }

    private static float[] Sums(int rows, int columns, int depth, Func<int, int, float> a, Func<int, int, float> b, ReadOnlySpan<float> start)
    {
        var sums = new float[rows * columns];
        for (var i = 0; i < sums.Length; i++)
        {
            var sum = start.IsEmpty ? 0 : start[i % columns];
            for (var k = 0; k < depth; k++)
            {
                sum = MathF.FusedMultiplyAdd(a(i / columns, k), b(k, i % columns), sum);
            }

            sums[i] = sum;
        }

        return sums;
    }

    private static (float[] Products, float[] Sums) Small<TSimd, TVector, THalf, THalfVector>(int rows, int columns, int depth, float[] a, float[] b, float[] start)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where THalf : struct, ISimd<THalfVector>
        where THalfVector : struct
    {
        var (c, sums) = (new float[rows * columns], new float[columns]);
        var product = new SmallOperands { A = ref a[0], B = ref b[0], Start = ref start[0], C = ref c[0], Beside = ref c[0], Sums = ref sums[0], Rows = (nuint)rows, Depth = (nuint)depth };
        SmallProduct.Run<TSimd, TVector, THalf, THalfVector, Shape, Applied<Identity>>(in product);
        return (c, sums);
    }

    private static float[] Thin<TSimd, TVector>(int rows, int columns, int depth, float[] a, float[] b, float[] start)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var c = new float[rows * columns];
        var product = new SmallOperands { A = ref a[0], B = ref b[0], Start = ref start[0], C = ref c[0], Rows = (nuint)rows, Depth = (nuint)depth };
        ThinProduct.Run<TSimd, TVector, Shape, Identity>(in product);
        return c;
    }

    private static (float[] Products, float[] Sums) Gradient<TSimd, TVector, TSecond, TSecondVector>(int rows, int columns, int depth, float[] a, float[] b)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
    {
        var (c, sums) = (new float[rows * columns], new float[columns]);
        var product = new SmallOperands { A = ref a[0], B = ref b[0], C = ref c[0], Sums = ref sums[0], Rows = (nuint)rows, Depth = (nuint)depth };
        ThinGradient.Run<TSimd, TVector, TSecond, TSecondVector, Shape>(in product);
        return (c, sums);
    }

    private static float[] Guarded(int length)
    {
        var numbers = new float[length + 2];
        numbers.AsSpan().Fill(float.NaN);
        return numbers;
    }

    private readonly struct Shape : ISmallShape
    {
        [ThreadStatic]
        private static int _columns, _rowStride, _stepStride;

        public static nuint Columns => (nuint)_columns;

        public static nuint RowStride => (nuint)_rowStride;

        public static nuint StepStride => (nuint)_stepStride;

        public static bool SumsTerms => true;

        public static void Set(int columns, int rowStride, int stepStride) => (_columns, _rowStride, _stepStride) = (columns, rowStride, stepStride);
    }
}
