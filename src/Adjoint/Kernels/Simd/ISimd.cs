using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>
/// Float32 vectors of one width, so that a kernel is written once and compiled for 512, 256 and 128 bits and for one
/// number. Every operation is exactly rounded or moves bits, and none works across lanes: a lane's result
/// is the same at every width and on every machine.
/// </summary>
/// <typeparam name="TVector">The vector: <c>Vector512&lt;float&gt;</c>, <c>Vector256&lt;float&gt;</c>, <c>Vector128&lt;float&gt;</c> or <c>float</c>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Number of lanes.</summary>
    static abstract nuint Width { get; }

    /// <summary>Whether sixteen accumulators stay in registers (32 registers, as AVX-512 has).</summary>
    static abstract bool ManyRegisters { get; }

    /// <summary>The vector that begins <paramref name="offset"/> floats after <paramref name="source"/>.</summary>
    static abstract TVector Load(ref readonly float source, nuint offset);

    /// <summary>Writes the vector to the floats that begin <paramref name="offset"/> after <paramref name="destination"/>.</summary>
    static abstract void Store(TVector value, ref float destination, nuint offset);

    /// <summary><paramref name="value"/> in every lane.</summary>
    static abstract TVector Create(float value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a · b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>√a, exactly rounded.</summary>
    static abstract TVector Sqrt(TVector a);

    /// <summary>a · b + c, rounded once; emulated exactly where the processor has no such instruction.</summary>
    static abstract TVector FusedMultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a > b ? a : b; thus b where either is NaN.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>a &lt; b ? a : b; thus b where either is NaN.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>|a|.</summary>
    static abstract TVector Abs(TVector a);

    /// <summary>|magnitude| with the sign bit of <paramref name="sign"/>.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>2ⁿ for whole n in -126 ... 127; any number for other n.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>a · 2ⁿ, rounded once, for whole n in -252 ... 254 and |a| in ½ ... 2; any number for other n, but NaN for NaN.</summary>
    static abstract TVector Scale(TVector a, TVector exponent);

    /// <summary>A mask (all bits or none) of the lanes where a > b.</summary>
    static abstract TVector GreaterThan(TVector a, TVector b);

    /// <summary>A mask (all bits or none) of the lanes where a &lt; b.</summary>
    static abstract TVector LessThan(TVector a, TVector b);

    /// <summary>A mask (all bits or none) of the lanes where a &lt;= b.</summary>
    static abstract TVector LessThanOrEqual(TVector a, TVector b);

    /// <summary><paramref name="yes"/> where the mask is set, <paramref name="no"/> elsewhere.</summary>
    static abstract TVector Blend(TVector mask, TVector yes, TVector no);

    /// <summary>The 32 bits <paramref name="bits"/> in every lane.</summary>
    static abstract TVector CreateBits(uint bits);

    /// <summary>The integers first, first + 1, ... as the bits of the lanes.</summary>
    static abstract TVector CountBits(uint first);

    /// <summary>a + b modulo 2³² of the lanes' bits.</summary>
    static abstract TVector AddBits(TVector a, TVector b);

    /// <summary>a · b modulo 2³² of the lanes' bits.</summary>
    static abstract TVector MultiplyBits(TVector a, TVector b);

    /// <summary>a xor b.</summary>
    static abstract TVector XorBits(TVector a, TVector b);

    /// <summary>The lanes' bits shifted right by <paramref name="count"/>, zeros coming in.</summary>
    static abstract TVector ShiftRightBits(TVector a, int count);

    /// <summary>The lanes' bits shifted left by <paramref name="count"/>, zeros coming in.</summary>
    static abstract TVector ShiftLeftBits(TVector a, int count);

    /// <summary>A mask of the lanes where the bits, as unsigned integers, are a >= b.</summary>
    static abstract TVector AtLeastBits(TVector a, TVector b);
}
