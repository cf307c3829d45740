using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Parsing;

/// <summary>One layer attribute. A new kind of layer is a new record here, a row in <see cref="Words"/> and a case in Lowering.</summary>
internal abstract record LayerDeclaration(int Position, string? Name)
{
    /// <summary>The word as the user wrote it: <c>Dense(10)</c>.</summary>
    public abstract string Text { get; }
}

internal sealed record DenseDeclaration(int Position, string? Name, int Outputs, EnumDeclaration? Labels) : LayerDeclaration(Position, Name)
{
    public override string Text => Labels is null ? $"Dense({Adjoint.Generator.Text.Of((long)Outputs)})" : $"Dense<{Labels.Name}>";
}

internal sealed record FlattenDeclaration(int Position, string? Name) : LayerDeclaration(Position, Name)
{
    public override string Text => "Flatten";
}

internal sealed record DropoutDeclaration(int Position, string? Name, double Rate) : LayerDeclaration(Position, Name)
{
    public override string Text => $"Dropout({Adjoint.Generator.Text.Of(Rate)})";
}

internal sealed record ActivationDeclaration(int Position, string? Name, Activation Activation, EquatableArray<double> Settings = default) : LayerDeclaration(Position, Name)
{
    public override string Text => Activation.Word;
}
