using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Graphs;

/// <summary>Stage two: a declaration becomes a graph. The chain of layers is one way to write a graph; nothing after this stage knows of chains.</summary>
internal static class Lowering
{
    /// <summary>What a layer's value is called before the activation that takes over its name.</summary>
    public const string BeforeActivation = "Linear";

    private const string Labels = "labels";

    /// <summary>Names that the emitted methods use themselves.</summary>
    private static readonly string[] Reserved = [
        "batch", "loss", "model", "workspace", "step", "inputs", Labels, "data", "rows", "options", "capacity", "value", "weightDecay", "source", "classes", "layer", "isFinite",
    ];

    public static Graph Lower(ModelDeclaration model)
    {
        var builder = new GraphBuilder();
        foreach (var name in Reserved.Concat(model.Layers.OfType<DropoutDeclaration>().Select((_, index) => DropoutOp.RateField(index))))
        {
            builder.Reserve(name);
        }

        var input = model.Input!;
        var current = builder.Add(new InputOp(input.Shape), Identifiers.Camel(input.Name ?? "features"), input.Position);
        var counters = new Counters(model);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var next = i + 1 < model.Layers.Count ? model.Layers[i + 1] : null;
            current = Lower(builder, counters, model.Layers[i], next, current);
        }

        var loss = model.Loss!;
        builder.Release(Labels);
        var labels = builder.Add(new LabelsOp(loss.Loss.Labels), loss.Loss.Labels == Vocabulary.LabelKind.Class ? Labels : "targets", loss.Position);
        return builder.Build(current, builder.Add(new LossOp(loss.Loss), "batchLoss", loss.Position, current, labels));
    }

    private static int Lower(GraphBuilder builder, Counters counters, LayerDeclaration layer, LayerDeclaration? next, int x)
    {
        switch (layer)
        {
            case DenseDeclaration dense:
                var name = Identifiers.Camel(dense.Name ?? counters.Next("Dense"));
                var inputs = new List<int> { x, builder.Add(new ParameterOp(name, ParameterRole.Weight, dense.WeightInit) { IsTransposedInFiles = true, IsFrozen = dense.IsFrozen }, name + "Weight", dense.Position) };
                if (dense.HasBias)
                {
                    inputs.Add(builder.Add(new ParameterOp(name, ParameterRole.Bias, dense.BiasInit) { IsFrozen = dense.IsFrozen }, name + "Bias", dense.Position));
                }

                // An unnamed activation behind the layer gives the layer's name to its own value: hidden = relu(hiddenLinear).
                counters.Pending = next is ActivationDeclaration { Name: null } ? name : null;
                return builder.Add(
                    new DenseOp(dense.Outputs) { HasBias = dense.HasBias },
                    counters.Pending is null ? name : name + BeforeActivation,
                    dense.Position,
                    [.. inputs]);

            case ActivationDeclaration activation:
                var value = activation.Name ?? counters.Pending ?? counters.Next(activation.Activation.Word);
                counters.Pending = null;
                return builder.Add(new ActivationOp(activation.Activation, activation.Settings), Identifiers.Camel(value), activation.Position, x);

            case NormDeclaration norm:
                return LowerNorm(builder, norm, Identifiers.Camel(norm.Name ?? counters.Next(norm.Text)), x);

            case EmbeddingDeclaration embedding:
                var embedded = Identifiers.Camel(embedding.Name ?? counters.Next(EmbeddingDeclaration.Word));
                var table = builder.Add(
                    new ParameterOp(embedded, ParameterRole.Weight, embedding.WeightInit ?? new InitialValues("Normal", double.NaN)) { IsFrozen = embedding.IsFrozen },
                    embedded + "Weight",
                    embedding.Position);
                return builder.Add(new EmbeddingOp(embedding.Vocabulary, embedding.Width, embedding.Padding), embedded, embedding.Position, x, table);

            case DropoutDeclaration dropout:
                var index = counters.Dropouts++;
                return builder.Add(
                    new DropoutOp(index, dropout.Rate), Identifiers.Camel(dropout.Name ?? counters.Next("Dropout")), dropout.Position, x);

            case FlattenDeclaration flatten:
                return builder.Add(new FlattenOp(), Identifiers.Camel(flatten.Name ?? counters.Next("Flat")), flatten.Position, x);

            case ReshapeDeclaration reshape:
                return builder.Add(new ReshapeOp(reshape.Shape), Identifiers.Camel(reshape.Name ?? counters.Next("Reshaped")), reshape.Position, x);

            case InputScalingDeclaration { Scaling: var scaling } declared:
                var scaled = Identifiers.Camel(layer.Name ?? counters.Only(scaling.Word));
                int Learned(ParameterRole role, string init) =>
                    builder.Add(new ParameterOp(scaled, role, new InitialValues(init, double.NaN)), scaled + role, layer.Position);
                return builder.Add(new InputScalingOp(scaling) { Columns = declared.Columns }, scaled, layer.Position, x, Learned(scaling.Shift, "Zeros"), Learned(scaling.Divisor, "Ones"));

            case ScaleDeclaration scale:
                return builder.Add(new ScaleOp(scale.Factor), Identifiers.Camel(scale.Name ?? counters.Next("Scaled")), scale.Position, x);

            default:
                throw new InvalidOperationException($"No lowering for {layer.Text}.");
        }
    }

    private static int LowerNorm(GraphBuilder builder, NormDeclaration norm, string name, int x)
    {
        int Add(Op op, string suffix, params int[] inputs) => builder.Add(op, name + suffix, norm.Position, inputs);

        var (zeros, ones) = (new InitialValues("Zeros", double.NaN), new InitialValues("Ones", double.NaN));
        int[] seen = norm.Normalization.IsOverBatch
            ?
            [
                x,
                Add(new ParameterOp(name, ParameterRole.RunningMean, zeros), "RunningMean"),
                Add(new ParameterOp(name, ParameterRole.RunningVariance, ones), "RunningVariance"),
            ]
            : [x];
        var statistics = Add(new NormStatisticsOp(norm.Normalization, norm.Settings) { IsFrozen = norm.IsFrozen && norm.Normalization.IsOverBatch }, "Statistics", seen);
        var weight = Add(new ParameterOp(name, ParameterRole.Weight, ones) { IsFrozen = norm.IsFrozen }, "Weight");
        int[] inputs = norm.Normalization.HasBias
            ? [x, statistics, weight, Add(new ParameterOp(name, ParameterRole.Bias, zeros) { IsFrozen = norm.IsFrozen }, "Bias")]
            : [x, statistics, weight];
        return Add(new NormOp(norm.Normalization), string.Empty, inputs);
    }

    private sealed class Counters(ModelDeclaration model)
    {
        private readonly LayerNumbers _numbers = new(model);

        public int Dropouts { get; set; }

        public string? Pending { get; set; }

        public string Next(string word) => _numbers.Next(word);

        public string Only(string word) => _numbers.Only(word);
    }
}
