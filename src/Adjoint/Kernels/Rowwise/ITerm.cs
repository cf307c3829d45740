using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>A term of a sum over a row, in double precision: of one number, and of eight.</summary>
internal interface ITerm
{
    /// <summary>How many of the three operands are read.</summary>
    static abstract int Operands { get; }

    /// <summary>The term.</summary>
    double Of(double a, double b, double c);

    /// <summary>Eight terms, by the same operations.</summary>
    Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c);
}
