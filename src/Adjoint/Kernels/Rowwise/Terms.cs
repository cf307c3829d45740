using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The terms of the sums that row-wise kernels take.</summary>
internal static class Terms
{
    /// <summary>a.</summary>
    internal readonly struct Value : ITerm
    {
        public static int Operands => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b, double c) => a;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c) => a;
    }

    /// <summary>(a - mean)².</summary>
    internal readonly struct Square(double mean) : ITerm
    {
        public static int Operands => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b, double c) => (a - mean) * (a - mean);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c)
        {
            var difference = a - Vector512.Create(mean);
            return difference * difference;
        }
    }

    /// <summary>a · b, exact in double precision.</summary>
    internal readonly struct Product : ITerm
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b, double c) => a * b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c) => a * b;
    }

    /// <summary>(a - mean) · (b · c).</summary>
    internal readonly struct Moment(double mean) : ITerm
    {
        public static int Operands => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b, double c) => (a - mean) * (b * c);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c) => (a - Vector512.Create(mean)) * (b * c);
    }
}
