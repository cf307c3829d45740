using Microsoft.CodeAnalysis;

namespace Adjoint.Generator;

/// <summary>How emitted code is marked and recognised.</summary>
internal static class GeneratedCode
{
    /// <summary>The generator's version, which must be the library's.</summary>
    public static readonly string Version = typeof(GeneratedCode).Assembly.GetName().Version.ToString(3);

    /// <summary>Marks a member: analyzers and coverage leave it alone, the debugger does not (stepping through it is promised).</summary>
    public static readonly string Attributes = $"[CodeDom::GeneratedCode(\"Adjoint\", \"{Version}\"), Analysis::ExcludeFromCodeCoverage]";

    /// <summary>Marks a field, which coverage does not count.</summary>
    public static readonly string FieldAttributes = $"[CodeDom::GeneratedCode(\"Adjoint\", \"{Version}\")]";

    /// <summary>Has a method of each iteration compiled in full at its first call: unoptimised code is replaced in the background after so many calls and some seconds, which is longer than a small training.</summary>
    public const string InFull = "[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Whether this generator wrote the tree: the analyzer sees the emitted parts of a class as well as the user's.</summary>
    public static bool IsEmitted(SyntaxTree tree) => tree.FilePath.Contains(typeof(TrainingGenerator).FullName);
}
