using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>What kernels ask of their arguments before they touch memory without bounds checks.</summary>
internal static class Require
{
    /// <summary>The span holds at least <paramref name="rows"/> · <paramref name="width"/> items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(int length, int rows, int width, [CallerArgumentExpression(nameof(length))] string name = "")
    {
        if (rows < 0 || width < 0 || length < (long)rows * width)
        {
            ThrowBlock(length, rows, width, name);
        }
    }

    /// <summary>The span holds exactly as many items as the span it goes along with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Same(int length, int expected, [CallerArgumentExpression(nameof(length))] string name = "")
    {
        if (length != expected)
        {
            ThrowSame(length, expected, name);
        }
    }

    /// <summary>A share that stays of something: at least 0 and below 1.</summary>
    public static void Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is at least 0 and below 1.");
        }
    }

    // Apart, because a kernel would otherwise make room on its stack for the message each time it is called.
    private static void ThrowSame(int length, int expected, string name) =>
        throw new ArgumentException($"{Span(name)} has {length} items; {expected} were expected.", Span(name));

    private static void ThrowBlock(int length, int rows, int width, string name)
    {
        if (rows < 0 || width < 0)
        {
            throw new ArgumentOutOfRangeException(Span(name), $"{Span(name)} cannot be [{rows}, {width}]: an extent is negative.");
        }

        throw new ArgumentException($"{Span(name)} has {length} items, fewer than the {(long)rows * width} of [{rows}, {width}].", Span(name));
    }

    /// <summary>The name of the span in the expression <c>span.Length</c>.</summary>
    private static string Span(string expression) => expression.Replace(".Length", "", StringComparison.Ordinal);
}
