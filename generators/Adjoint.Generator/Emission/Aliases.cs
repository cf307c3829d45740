using System.Text.RegularExpressions;

namespace Adjoint.Generator.Emission;

/// <summary>The namespaces that emitted files name by aliases: with <c>::</c> they keep the calls short, and no type of the user's can hide them.</summary>
internal static class Aliases
{
    private static readonly (string Name, string Namespace)[] Table =
    [
        ("Analysis", "System.Diagnostics.CodeAnalysis"),
        ("CodeDom", "System.CodeDom.Compiler"),
        ("Compiler", "System.Runtime.CompilerServices"),
        ("Kernels", "Adjoint.Kernels"),
        ("Lists", "System.Collections.Generic"),
        ("Sys", "System"),
        ("Tensors", "System.Numerics.Tensors"),
    ];

    /// <summary>The using directives that a text needs, a line each.</summary>
    public static string UsedBy(string text) => string.Join(
        "\n", Table.Where(alias => text.Contains(alias.Name + "::")).Select(alias => $"using {alias.Name} = global::{alias.Namespace};"));

    /// <summary>Another name for an alias that is a <c>global using</c> of the project too: <c>AdjointKernels</c>.</summary>
    /// <param name="source">An emitted file.</param>
    /// <param name="taken">The aliases that the project declares for all its files.</param>
    public static GeneratedSource Avoid(GeneratedSource source, EquatableArray<string> taken)
    {
        var text = source.Text;
        foreach (var (name, _) in Table.Where(alias => taken.Contains(alias.Name)))
        {
            var other = name;
            while (taken.Contains(other))
            {
                other = "Adjoint" + other;
            }

            text = Regex.Replace(text, $@"\b{name}::|(?<=^using ){name}(?= =)", match => match.Value.Replace(name, other), RegexOptions.Multiline);
        }

        return source with { Text = text };
    }
}
