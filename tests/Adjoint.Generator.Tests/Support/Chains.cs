using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Support;

/// <summary>Declarations of chains, for the stages behind the parser.</summary>
internal static class Chains
{
    public static readonly LayerDeclaration Relu = Apply(Activations.Relu);
    public static readonly LayerDeclaration Tanh = Apply(Activations.Tanh);
    public static readonly LayerDeclaration Gelu = Apply(Activations.Gelu);
    public static readonly LayerDeclaration Sigmoid = Apply(Activations.Sigmoid);
    public static readonly LayerDeclaration Flatten = new FlattenDeclaration(0, null);

    public static LayerDeclaration Dense(int outputs, string? name = null) => new DenseDeclaration(0, name, outputs, null);

    public static LayerDeclaration Frozen(Normalization normalization) =>
        new NormDeclaration(0, null, normalization, normalization.Settings.Select(setting => setting.Default).ToEquatableArray()) { IsFrozen = true };

    public static LayerDeclaration Dropout(double rate, string? name = null) => new DropoutDeclaration(0, name, rate);

    public static LayerDeclaration Apply(Activation activation, string? name = null) => new ActivationDeclaration(0, name, activation);

    /// <summary>A classifier with Adam.</summary>
    public static ModelDeclaration Classifier(int[] input, params LayerDeclaration[] layers) => Of(Losses.CrossEntropy, input, layers);

    /// <summary>A regression with Adam.</summary>
    public static ModelDeclaration Regressor(int[] input, params LayerDeclaration[] layers) => Of(Losses.MeanSquaredError, input, layers);

    public static TypedGraph Typed(ModelDeclaration model) => ShapeInference.Infer(Lowering.Lower(model));

    private static ModelDeclaration Of(Loss loss, int[] input, LayerDeclaration[] layers)
    {
        var header = new ClassHeader(string.Empty, EquatableArray<string>.Empty, "Net", string.Empty, "Net", true, false, EquatableArray<string>.Empty, EquatableArray<string>.Empty);
        var settings = Optimizers.Adam.Settings.Select(setting => setting.Default).ToEquatableArray();
        return new ModelDeclaration(
            header,
            new InputDeclaration(0, input.ToEquatableArray(), null),
            layers.Select((layer, index) => layer with { Position = index + 1 }).ToEquatableArray(),
            new LossDeclaration(layers.Length + 1, loss),
            new OptimizerDeclaration(layers.Length + 2, Optimizers.Adam, settings));
    }
}
