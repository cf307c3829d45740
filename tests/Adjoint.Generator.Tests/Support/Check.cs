namespace Adjoint.Generator.Tests.Support;

/// <summary>What is said of a source, to the letter.</summary>
internal static class Check
{
    /// <summary>
    /// The compiler and the analyzer say exactly this of the source (in which <c>using Adjoint;</c> need not be written), a line each:
    /// <c>ADJ0009 «Dense(0)» the message</c>.
    /// </summary>
    public static void Says(string source, params string[] expected)
        => Assert.Equal(string.Join("\n", expected), string.Join("\n", GeneratorRun.Of("using Adjoint;\n" + source).Report()));

    public static void SaysNothing(string source) => Says(source);
}
