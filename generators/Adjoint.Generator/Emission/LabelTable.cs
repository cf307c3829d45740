using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary>The way between labels and class numbers: a cast where the enum counts from 0 without gaps, else a table.</summary>
internal static class LabelTable
{
    public static void EmitIndexOf(SourceWriter writer, string type, EnumDeclaration? labels)
    {
        var signature = $"protected override int IndexOf({type} label)";
        if (labels is null)
        {
            writer.Line($"{signature} => label;");
        }
        else if (labels.IsContiguous)
        {
            writer.Line($"{signature} => unchecked((ulong)label) < {labels.Members.Count} ? (int)label : -1;");
        }
        else
        {
            writer.Line($"{signature} => label switch").Line("{");
            for (var i = 0; i < labels.Members.Count; i++)
            {
                writer.Line($"    {Member(type, labels.Members[i])} => {i},");
            }

            writer.Line("    _ => -1,").Line("};");
        }
    }

    public static void EmitLabelAt(SourceWriter writer, string type, EnumDeclaration? labels)
    {
        var signature = $"protected override {type} LabelAt(int index)";
        if (labels is null)
        {
            writer.Line($"{signature} => index;");
        }
        else if (labels.IsContiguous)
        {
            writer.Line($"{signature} => ({type})index;");
        }
        else
        {
            writer.Line($"{signature} => index switch").Line("{");
            for (var i = 0; i < labels.Members.Count; i++)
            {
                writer.Line($"    {i} => {Member(type, labels.Members[i])},");
            }

            writer.Line("    _ => throw new Sys::ArgumentOutOfRangeException(nameof(index)),").Line("};");
        }
    }

    /// <summary>A value by its name. An obsolete one is still a label, but naming it would be a warning in generated code.</summary>
    public static string Member(string type, EnumMember member)
        => member.IsObsolete ? $"({type})({Text.Of(member.Value)})" : $"{type}.{Identifiers.Escape(member.Name)}";
}
