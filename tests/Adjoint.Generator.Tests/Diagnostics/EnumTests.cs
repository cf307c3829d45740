using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0012, ADJ0018, ADJ0019: enums as labels.</summary>
public class EnumTests
{
    private const string Words = "[Model, Input(4), Dense<Kind>, CrossEntropy, Adam]\n";

    [Theory]
    [InlineData("public enum Kind { }", "it has no values")]
    [InlineData("[System.Flags] public enum Kind { A = 1, B = 2 }", "it is a set of flags, and a sample has one label")]
    [InlineData("public enum Kind { A, B, C = 0 }", "'A' and 'C' have the same value")]
    [InlineData("public enum Kind : sbyte { A = -1, B = 2, C = 3, D = -1 }", "'A' and 'D' have the same value")]
    public void An_enum_that_cannot_be_a_label(string declaration, string reason) => Check.Says(
        $"{declaration}\n{Words}public partial class Net;{Uses.Classifier("Net", "Kind", "Dense1")}",
        $"ADJ0012 «Dense<Kind>» [Dense<Kind>]: the enum 'Kind' cannot be a label: {reason}");

    [Theory]
    [InlineData("internal enum Kind { A, B }", "public", "")]
    [InlineData("", "public", "private enum Kind { A, B }")]
    [InlineData("", "protected", "private enum Kind { A, B }")]
    [InlineData("", "internal", "protected enum Kind { A, B }")]
    [InlineData("", "public", "internal enum Kind { A, B }")]
    [InlineData("", "protected internal", "internal enum Kind { A, B }")]
    public void An_enum_less_accessible_than_the_model(string outside, string access, string inside) => Check.Says(
        $$"""
        {{outside}}
        public partial class Outer
        {
            {{inside}}
            {{Words}}
            {{access}} partial class Net;
            private static int Use(float[] inputs) => (int)new Net(seed: 1).Classify(inputs) + Use(inputs);
        }
        """,
        "ADJ0012 «Dense<Kind>» [Dense<Kind>]: the enum 'Kind' cannot be a label: it is less accessible than the model");

    [Theory]
    [InlineData("public", "private", "")]
    [InlineData("protected", "private", "")]
    [InlineData("protected", "protected", "")]
    [InlineData("internal", "internal", "")]
    [InlineData("private", "private", "")]
    [InlineData("private protected", "private protected", "")]
    [InlineData("private", "public", "private")]
    public void An_enum_accessible_enough(string access, string model, string inner)
    {
        var around = inner.Length > 0 ? inner + " partial class Inner {" : "/*";
        var end = inner.Length > 0 ? "}" : "/**/";
        Check.SaysNothing($$"""
            public partial class Outer
            {
                {{access}} enum Kind { A, B }
                {{around}} {{(inner.Length > 0 ? string.Empty : "*/")}}
                {{Words}}
                {{model}} partial class Net { public static Kind Use(float[] inputs) => new Net(seed: 1).Classify(inputs); }
                {{end}}
            }
            """);
    }

    [Fact]
    public void A_secret_of_an_inner_class_is_not_visible_outside_it() => Check.Says(
        $$"""
        public partial class Outer
        {
            private partial class Inner
            {
                private enum Kind { A, B }
                {{Words}}
                public partial class Net;
            }
        }
        """,
        "ADJ0012 «Dense<Kind>» [Dense<Kind>]: the enum 'Kind' cannot be a label: it is less accessible than the model");

    [Theory]
    [InlineData("public enum Kind { A, B = 5, C }")]
    [InlineData("public enum Kind : byte { A = 255, B = 0 }")]
    [InlineData("public enum Kind : sbyte { A = -128, B = 127, C = 0 }")]
    [InlineData("public enum Kind : long { A = long.MinValue, B = long.MaxValue }")]
    [InlineData("public enum Kind : ulong { A = ulong.MaxValue, B = 0 }")]
    [InlineData("public enum Kind : ulong { A, B, C }")]
    [InlineData("public enum Kind : ushort { @class, @int, value, _ }")]
    [InlineData("public enum Kind { A = -1, [System.Obsolete] B, [System.Obsolete(\"gone\")] C = -7 }")]
    public void Enums_of_all_kinds(string declaration) => Check.SaysNothing(
        $"{declaration}\n{Words}public partial class Net;{Uses.Classifier("Net", "Kind", "Dense1")}");

    [Theory]
    [InlineData("[System.Obsolete] public enum Kind { A, B }")]
    [InlineData("[System.Obsolete(\"gone\")] public enum Kind { A = 7, B }")]
    [InlineData("[System.Obsolete(\"gone\", false)] public enum Kind { A, B }")]
    [InlineData("[System.Obsolete(\"gone\", DiagnosticId = \"X1\")] public enum Kind { A, B }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"X2\")] public enum Kind { A, B }")]
    public void An_enum_that_warns_is_warned_of_where_the_user_names_it(string declaration) => Check.SaysNothing(
        $"{declaration}\n#pragma warning disable CS0612, CS0618, X1, X2\n{Words}public partial class Net;{Uses.Classifier("Net", "Kind", "Dense1")}");

    [Fact]
    public void An_enum_in_an_obsolete_class_too() => Check.SaysNothing(
        $"[System.Obsolete] public static class Old {{ public enum Kind {{ A, B }} }}\n#pragma warning disable CS0612\n"
            + $"{Words.Replace("Kind", "Old.Kind", StringComparison.Ordinal)}public partial class Net;{Uses.Classifier("Net", "Old.Kind", "Dense1")}");

    [Fact]
    public void The_users_own_warning_stays() => Check.Says(
        $"[System.Obsolete(\"gone\")] public enum Kind {{ A, B }}\n{Words}public partial class Net;", "CS0618 «Kind» 'Kind' is obsolete: 'gone'");

    [Fact]
    public void An_enum_that_nobody_may_name() => Check.Says(
        $"[System.Obsolete(\"gone\", true)] public enum Kind {{ A, B }}\n{Words}public partial class Net;",
        "ADJ0012 «Dense<Kind>» [Dense<Kind>]: the enum 'Kind' cannot be a label: it is obsolete, and naming it is an error",
        "CS0619 «Kind» 'Kind' is obsolete: 'gone'");

    [Fact]
    public void Gaps_are_mapped_in_ascending_order()
    {
        var face = GeneratorRun.Of($"using Adjoint;\npublic enum Kind {{ C = 9, A = -4, B = 2 }}\n{Words}public partial class Net;").File("Net.g.cs");
        Assert.Contains("global::Kind.A => 0,", face, StringComparison.Ordinal);
        Assert.Contains("global::Kind.B => 1,", face, StringComparison.Ordinal);
        Assert.Contains("2 => global::Kind.C,", face, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_scores_with_a_loss_for_floats() => Check.Says(
        "public enum Kind { A, B }\n[Model, Input(4), Dense<Kind>, MeanSquaredError, Adam]\npublic partial class Net;" + Uses.Regressor("Net", "Dense1"),
        "ADJ0018 «Dense<Kind>» [Dense<Kind>] gives one score for each value of an enum, but [MeanSquaredError] compares with floats: [CrossEntropy], or [Dense(n)]");

    [Fact]
    public void Class_scores_that_are_not_last() => Check.Says(
        "public enum Kind { A, B }\n[Model, Input(4), Dense<Kind>, Relu, Dense(3), CrossEntropy, Adam]\npublic partial class Net;" + Uses.Classifier("Net", "int", "Dense1", "Dense2"),
        "ADJ0019 «Dense<Kind>» [Dense<Kind>] gives the class scores, but [Dense(3)] follows: the enum belongs to the last dense layer");
}
