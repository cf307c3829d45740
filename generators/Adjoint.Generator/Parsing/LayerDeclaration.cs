using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Parsing;

/// <summary>One layer attribute. A new kind of layer is a new record here, a row in <see cref="Words"/> and a case in Lowering.</summary>
internal abstract record LayerDeclaration(int Position, string? Name)
{
    /// <summary>The word as the user wrote it: <c>Dense(10)</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Whether its parameters keep the values that they were loaded or drawn with.</summary>
    public bool IsFrozen { get; init; }
}

internal sealed record DenseDeclaration(int Position, string? Name, int Outputs, EnumDeclaration? Labels) : LayerDeclaration(Position, Name)
{
    public bool HasBias { get; init; } = true;

    /// <summary>How the weights are drawn; null for the layer's own way.</summary>
    public InitialValues? WeightInit { get; init; }

    /// <summary>How the biases are drawn; null for the layer's own way.</summary>
    public InitialValues? BiasInit { get; init; }

    public override string Text => Labels is null ? $"Dense({Adjoint.Generator.Text.Of((long)Outputs)})" : $"Dense<{Labels.Name}>";
}

/// <summary>A member of the enum Initialization, and the number it takes (NaN for its own).</summary>
internal sealed record InitialValues(string Way, double Scale);

internal sealed record FlattenDeclaration(int Position, string? Name) : LayerDeclaration(Position, Name)
{
    public override string Text => "Flatten";
}

internal sealed record ReshapeDeclaration(int Position, string? Name, EquatableArray<int> Shape) : LayerDeclaration(Position, Name)
{
    public override string Text => $"Reshape({string.Join(", ", Shape)})";
}

internal sealed record ScaleDeclaration(int Position, string? Name, double Factor) : LayerDeclaration(Position, Name)
{
    public override string Text => $"Scale({Adjoint.Generator.Text.Of(Factor)})";
}

internal sealed record InputScalingDeclaration(int Position, string? Name, InputScaling Scaling) : LayerDeclaration(Position, Name)
{
    /// <summary>Which columns it scales, and how; none if the word is of the model itself, and of all.</summary>
    public EquatableArray<ScaledColumns> Columns { get; init; } = EquatableArray<ScaledColumns>.Empty;

    public override string Text => Columns.Count == 0 ? Scaling.Word : string.Join(", ", Columns.Select(columns => columns.Scaling.Word).Distinct());
}

internal sealed record NormDeclaration(int Position, string? Name, Normalization Normalization, EquatableArray<double> Settings) : LayerDeclaration(Position, Name)
{
    public override string Text => Normalization.Word;
}

internal sealed record EmbeddingDeclaration(int Position, string? Name, int Vocabulary, int Width, int Padding) : LayerDeclaration(Position, Name)
{
    /// <summary>The word.</summary>
    public const string Word = "Embedding";

    /// <summary>How the table is drawn; null for the layer's own way.</summary>
    public InitialValues? WeightInit { get; init; }

    public override string Text => $"{Word}({Adjoint.Generator.Text.Of((long)Vocabulary)}, {Adjoint.Generator.Text.Of((long)Width)})";
}

internal sealed record DropoutDeclaration(int Position, string? Name, double Rate) : LayerDeclaration(Position, Name)
{
    public override string Text => $"Dropout({Adjoint.Generator.Text.Of(Rate)})";
}

internal sealed record ActivationDeclaration(int Position, string? Name, Activation Activation, EquatableArray<double> Settings = default) : LayerDeclaration(Position, Name)
{
    public override string Text => Activation.Word;
}
