using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers up to fifteen.</summary>
internal static class Counts
{
    /// <summary>None: a number that is known only when the kernel runs.</summary>
    public readonly struct Unknown : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 0; }
    }

    public readonly struct One : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }
    }

    public readonly struct Two : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 2; }
    }

    public readonly struct Three : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 3; }
    }

    public readonly struct Four : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 4; }
    }

    public readonly struct Five : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 5; }
    }

    public readonly struct Six : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 6; }
    }

    public readonly struct Seven : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 7; }
    }

    public readonly struct Eight : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 8; }
    }

    public readonly struct Nine : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 9; }
    }

    public readonly struct Ten : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 10; }
    }

    public readonly struct Eleven : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 11; }
    }

    public readonly struct Twelve : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 12; }
    }

    public readonly struct Thirteen : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 13; }
    }

    public readonly struct Fourteen : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 14; }
    }

    public readonly struct Fifteen : ICount
    {
        public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 15; }
    }
}
