using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The one pass over gradient, kept numbers and parameters under all optimizers.</summary>
internal static unsafe class UpdateLoop
{
    /// <summary>From as many numbers on (some microseconds), a pass is worth cutting for the threads of an iteration.</summary>
    private const int WorthCutting = 16 * 1024;

    /// <summary>How many numbers before they are updated they are fetched: a kilobyte, some hundreds of cycles.</summary>
    private const nuint Ahead = 256;

    /// <summary>Updates with the widest vectors, on as many threads as the iteration has. Kept numbers that the rule does not use are empty.</summary>
    /// <returns>Whether every number of the gradient is finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<TRule>(TRule rule, Gradient gradient, Span<float> first, Span<float> second, Span<float> third, Span<float> parameters)
        where TRule : struct, IUpdateRule
    {
        if (!gradient.IsProduct && (gradient.Length < WorthCutting || ThreadTeam.Size == 1))
        {
            return RunHere(rule, gradient.Numbers, first, second, third, parameters);
        }

        // A ref struct: it stays on this thread's stack until all are done.
        var pass = new UpdatePass<TRule> { Rule = rule, Gradient = gradient, First = first, Second = second, Third = third, Parameters = parameters };
        if (gradient.IsProduct)
        {
            ProductUpdate.Run(ref pass);
        }
        else
        {
            ThreadTeam.Run(&RunPart<TRule>, Unsafe.AsPointer(ref pass), ThreadTeam.Parts((nuint)gradient.Length, WorthCutting / 4));
        }

        return pass.IsFinite;
    }

    private static void RunPart<TRule>(void* context, int part, int parts)
        where TRule : struct, IUpdateRule
    {
        ref var pass = ref Unsafe.AsRef<UpdatePass<TRule>>(context);
        var range = ThreadTeam.Part(pass.Gradient.Length, part, parts);
        pass.Update(pass.Gradient.Numbers[range], range);
    }

    /// <summary>The same on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool RunHere<TRule>(TRule rule, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Span<float> third, Span<float> parameters)
        where TRule : struct, IUpdateRule
    {
        if (Widths.Has512)
        {
            return Run<Simd512, Vector512<float>, TRule>(rule, gradient, first, second, third, parameters);
        }

        if (Widths.Has256)
        {
            return Run<Simd256, Vector256<float>, TRule>(rule, gradient, first, second, third, parameters);
        }

        return Run<Simd128, Vector128<float>, TRule>(rule, gradient, first, second, third, parameters);
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Run<TSimd, TVector, TRule>(
        TRule rule, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Span<float> third, Span<float> parameters)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRule : struct, IUpdateRule
    {
        ref var gs = ref MemoryMarshal.GetReference(gradient);
        ref var ps = ref MemoryMarshal.GetReference(parameters);
        var (hasX, hasY, hasZ) = (!first.IsEmpty, !second.IsEmpty, !third.IsEmpty);
        ref var xs = ref hasX ? ref MemoryMarshal.GetReference(first) : ref ps;
        ref var ys = ref hasY ? ref MemoryMarshal.GetReference(second) : ref ps;
        ref var zs = ref hasZ ? ref MemoryMarshal.GetReference(third) : ref ps;
        var length = (nuint)gradient.Length;
        var whole = length / TSimd.Width * TSimd.Width;
        var zeros = whole == 0 ? TSimd.Create(0f) : Whole<TSimd, TVector, TRule>(rule, in gs, ref xs, ref ys, ref zs, ref ps, hasX, hasY, hasZ, whole);
        return whole == length
            ? IsZero<TSimd, TVector>(zeros)
            : IsZero<TSimd, TVector>(zeros) & Rest<TSimd, TVector, TRule>(rule, in gs, ref xs, ref ys, ref zs, ref ps, hasX, hasY, hasZ, whole, length);
    }

    /// <summary>
    /// Whole vectors, at least one. The rule is a copy that no store can be suspected of changing, nothing is called, and the loop does not ask before it begins: only then does the
    /// just-in-time compiler spread the rule's numbers over vectors once and not for each vector again, which took a third of Adam's time. What is not kept is read from the parameters, so that
    /// no branch stands before the arithmetic; no rule looks at it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Whole<TSimd, TVector, TRule>(
        TRule rule, ref readonly float gs, ref float xs, ref float ys, ref float zs, ref float ps, bool hasX, bool hasY, bool hasZ, nuint end)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRule : struct, IUpdateRule
    {
        // g · 0 is 0 of every finite number and NaN of the others, and a NaN stays in the sum.
        var zeros = TSimd.Create(0f);
        nuint i = 0;
        do
        {
            var x = TSimd.Load(in xs, i);
            var y = TSimd.Load(in ys, i);
            var z = TSimd.Load(in zs, i);
            var p = TSimd.Load(in ps, i);
            var g = TSimd.Load(in gs, i);
            zeros = TSimd.FusedMultiplyAdd(g, TSimd.Create(0f), zeros);
            Prefetch.Run(ref Unsafe.Add(ref Unsafe.AsRef(in gs), i + Ahead));
            Prefetch.Run(ref Unsafe.Add(ref ps, i + Ahead));
            rule.Apply<TSimd, TVector>(g, ref x, ref y, ref z, ref p);
            if (hasX)
            {
                TSimd.Store(x, ref xs, i);
                Prefetch.Run(ref Unsafe.Add(ref xs, i + Ahead));
            }

            if (hasY)
            {
                TSimd.Store(y, ref ys, i);
                Prefetch.Run(ref Unsafe.Add(ref ys, i + Ahead));
            }

            if (hasZ)
            {
                TSimd.Store(z, ref zs, i);
                Prefetch.Run(ref Unsafe.Add(ref zs, i + Ahead));
            }

            TSimd.Store(p, ref ps, i);
            i += TSimd.Width;
        }
        while (i < end);

        return zeros;
    }

    /// <summary>What does not fill a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Rest<TSimd, TVector, TRule>(
        TRule rule, ref readonly float gs, ref float xs, ref float ys, ref float zs, ref float ps, bool hasX, bool hasY, bool hasZ, nuint i, nuint length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRule : struct, IUpdateRule
    {
        var x = hasX ? Tail.Load<TSimd, TVector>(in xs, i, length) : default;
        var y = hasY ? Tail.Load<TSimd, TVector>(in ys, i, length) : default;
        var z = hasZ ? Tail.Load<TSimd, TVector>(in zs, i, length) : default;
        var p = Tail.Load<TSimd, TVector>(in ps, i, length);
        var g = Tail.Load<TSimd, TVector>(in gs, i, length);
        rule.Apply<TSimd, TVector>(g, ref x, ref y, ref z, ref p);
        if (hasX)
        {
            Tail.Store<TSimd, TVector>(x, ref xs, i, length);
        }

        if (hasY)
        {
            Tail.Store<TSimd, TVector>(y, ref ys, i, length);
        }

        if (hasZ)
        {
            Tail.Store<TSimd, TVector>(z, ref zs, i, length);
        }

        Tail.Store<TSimd, TVector>(p, ref ps, i, length);
        return IsZero<TSimd, TVector>(TSimd.Multiply(g, TSimd.Create(0f)));
    }

    /// <summary>Whether all lanes are 0 or -0. By hand: the runtime's search is generic code that stays slow until it has been called for a while.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static bool IsZero<TSimd, TVector>(TVector vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        Span<float> lanes = stackalloc float[(int)TSimd.Width];
        ref var first = ref MemoryMarshal.GetReference(lanes);
        TSimd.Store(vector, ref first, 0);
        var bits = 0;
        for (nuint i = 0; i < TSimd.Width; i++)
        {
            bits |= BitConverter.SingleToInt32Bits(Unsafe.Add(ref first, i));
        }

        return (bits & int.MaxValue) == 0;
    }
}
