using Adjoint.Generator.Diagnostics;

namespace Adjoint.Generator.Parsing;

/// <summary>What must hold of a declaration before it is a graph: its pieces, its numbers and its names.</summary>
internal static class DeclarationRules
{
    private static readonly Vocabulary.Setting Rate = Vocabulary.Setting.Fraction("the rate", 0);

    /// <summary>Names that the emitted part of the class or its base class already takes.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "Buffers", "ClassWeights", "Classify", "Confusion", "CreateTrainer", "Equals", "Evaluate", "Fit", "FlopsPerSample", "Forward", "GetHashCode", "GetType", "IndexOf",
        "LabelAt", "LearnScaling", "Load", "Logits", "LossSum", "MemberwiseClone", "ModelLayout", "OptimizerStateBytes", "ParameterBytes", "ParameterCount", "Parameters",
        "PositiveWeights", "Predict", "ReferenceEquals", "Resume", "Save", "Summary", "ToString", "Train", "Trainer", "TrainingFlopsPerSample", "WorkspaceBytesPerSample", "Finalize",
    };

    /// <summary>Up to here float32 counts without gaps.</summary>
    private const int MostIndices = 1 << 24;

    /// <summary>The most layers of a chain: past it the emitted methods are too long for people and compilers.</summary>
    public const int MostLayers = 1_000;

    /// <summary>Whether the emitted part of the class or its base class takes a name.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name) || SizeName.IsOne(name);

    public static void Check(ModelDeclaration model, DeclarationBuilder builder)
    {
        CheckLength(model, builder);
        CheckPieces(model, builder);
        CheckNumbers(model, builder);
        CheckScaling(model, builder);
        CheckEmbeddings(model, builder);
        CheckLabels(model, builder);
        CheckRows(model, builder);
        CheckNames(model, builder);
    }

    private static void CheckLength(ModelDeclaration model, DeclarationBuilder builder)
    {
        if (model.Layers.Count > MostLayers)
        {
            var layer = model.Layers[MostLayers];
            builder.Report(Problem.Of(Rules.TooLong, layer.Position, layer.Text, Text.Grouped(MostLayers + 1), model.Class.Name, Text.Grouped(MostLayers)));
        }
    }

    private static void CheckPieces(ModelDeclaration model, DeclarationBuilder builder)
    {
        void Missing(string piece, string remedy, int behind = ModelDeclaration.OnClass, params string[] words)
            => builder.Report(Problem.Of(Rules.MissingPiece, ModelDeclaration.OnClass, model.Class.Name, piece, remedy) with
            {
                FixPosition = behind,
                FixWords = words.ToEquatableArray(),
            });

        var lastLayer = model.Layers.Count > 0 ? model.Layers[model.Layers.Count - 1].Position : ModelDeclaration.OnClass;

        if (model.Input is null)
        {
            Missing("input", "[Input(...)] with the shape of one sample before the first layer");
        }

        if (!model.Layers.OfType<DenseDeclaration>().Any())
        {
            Missing("layer that can learn", "[Dense(n)]");
        }

        var withParameters = model.Layers.Where(layer => layer is DenseDeclaration or NormDeclaration or EmbeddingDeclaration).ToList();
        if (withParameters.LastOrDefault() is { } last && withParameters.All(layer => layer.IsFrozen))
        {
            builder.Report(Problem.Of(Rules.AllFrozen, last.Position, last.Text, model.Class.Name));
        }

        if (model.Loss is null)
        {
            Missing("loss", "[CrossEntropy] or [MeanSquaredError] after the last layer", lastLayer, model.Labels is null ? ["CrossEntropy", "MeanSquaredError"] : ["CrossEntropy"]);
        }

        if (model.Optimizer is null)
        {
            Missing("optimizer", "[Adam], [AdamW] or [Sgd] after the loss", model.Loss?.Position ?? lastLayer, "Adam");
        }
    }

    private static void CheckNumbers(ModelDeclaration model, DeclarationBuilder builder)
    {
        void Wrong(int position, string word, string what, string found, string expected)
            => builder.Report(Problem.Of(Rules.OutOfRange, position, word, what, found, expected));

        void CheckAxes(int position, string word, EquatableArray<int> shape)
        {
            if (shape.Count == 0)
            {
                Wrong(position, word, "the shape", "empty", "at least one axis");
            }

            foreach (var extent in shape.Where(extent => extent < 1).Take(1))
            {
                Wrong(position, word, "an axis", Text.Of((long)extent), "at least 1");
            }
        }

        if (model.Budget is { MaxParameters: < 1 } budget)
        {
            Wrong(budget.Position, "Model", "MaxParameters", Text.Of(budget.MaxParameters), "at least 1");
        }

        if (model.Input is { } input)
        {
            CheckAxes(input.Position, "Input", input.Shape);
        }

        foreach (var reshape in model.Layers.OfType<ReshapeDeclaration>())
        {
            CheckAxes(reshape.Position, reshape.Text, reshape.Shape);
        }

        foreach (var clamp in model.Layers.OfType<ActivationDeclaration>()
            .Where(layer => layer.Activation == Vocabulary.Activations.HardTanh && (float)layer.Settings[1] <= (float)layer.Settings[0]))
        {
            Wrong(clamp.Position, clamp.Text, "Maximum", Text.Of(clamp.Settings[1]), $"above Minimum, which is {Text.Of(clamp.Settings[0])}");
        }

        if (model.Optimizer is { } optimizer && optimizer.Optimizer == Vocabulary.Optimizers.Sgd
            && optimizer[Vocabulary.Optimizers.Nesterov] > 0 && (optimizer[Vocabulary.Optimizers.Momentum] <= 0 || optimizer[Vocabulary.Optimizers.Dampening] > 0))
        {
            Wrong(optimizer.Position, "Sgd", "Nesterov", "true", "a Momentum above 0 and no Dampening with it");
        }

        foreach (var scale in model.Layers.OfType<ScaleDeclaration>().Where(scale => !Vocabulary.Setting.IsFloat(scale.Factor)))
        {
            Wrong(scale.Position, scale.Text, "the factor", Text.Of(scale.Factor), "a finite float32 number");
        }

        foreach (var dense in model.Layers.OfType<DenseDeclaration>().Where(dense => dense.Outputs < 1 && dense.Labels is null))
        {
            Wrong(dense.Position, dense.Text, "the number of outputs", Text.Of((long)dense.Outputs), "at least 1");
        }

        foreach (var embedding in model.Layers.OfType<EmbeddingDeclaration>())
        {
            if (embedding.Vocabulary is < 1 or > MostIndices)
            {
                Wrong(embedding.Position, embedding.Text, "the vocabulary", Text.Of((long)embedding.Vocabulary), $"1 to {Text.Of((long)MostIndices)}, as far as float32 counts");
            }
            else if (embedding.Width < 1)
            {
                Wrong(embedding.Position, embedding.Text, "the width", Text.Of((long)embedding.Width), "at least 1");
            }
            else if (embedding.Padding < -1 || embedding.Padding >= embedding.Vocabulary)
            {
                Wrong(embedding.Position, embedding.Text, "Padding", Text.Of((long)embedding.Padding), $"an index from 0 to {Text.Of(embedding.Vocabulary - 1L)}, or -1 for none");
            }
        }

        foreach (var (layer, parameter, init) in Initialisations(model))
        {
            if (!char.IsLetter(init.Way[0]))
            {
                Wrong(layer.Position, layer.Text, parameter + "Init", init.Way, "a member of Initialization");
            }

            if (!double.IsNaN(init.Scale) && !Vocabulary.Setting.IsFloat(init.Scale))
            {
                Wrong(layer.Position, layer.Text, parameter + "Scale", Text.Of(init.Scale), "a finite float32 number");
            }
        }

        foreach (var dropout in model.Layers.OfType<DropoutDeclaration>().Where(dropout => !Rate.Allows(dropout.Rate)))
        {
            Wrong(dropout.Position, dropout.Text, Rate.Name, Text.Of(dropout.Rate), Rate.Expected(dropout.Rate));
        }
    }

    /// <summary>What is learned of the inputs is for them, and not for what a layer makes of them.</summary>
    private static void CheckScaling(ModelDeclaration model, DeclarationBuilder builder)
    {
        for (var i = 1; i < model.Layers.Count; i++)
        {
            if (model.Layers[i] is InputScalingDeclaration scaling)
            {
                builder.Report(Problem.Of(Rules.ScalingNotFirst, scaling.Position, scaling.Text, model.Layers[i - 1].Text));
            }
        }
    }

    /// <summary>An embedding takes indices, and only the input has them.</summary>
    private static void CheckEmbeddings(ModelDeclaration model, DeclarationBuilder builder)
    {
        LayerDeclaration? computed = null;
        foreach (var layer in model.Layers)
        {
            if (layer is EmbeddingDeclaration && computed is not null)
            {
                builder.Report(Problem.Of(Rules.EmbeddingNotFirst, layer.Position, layer.Text, computed.Text));
            }

            computed = layer is FlattenDeclaration or ReshapeDeclaration ? computed : computed ?? layer;
        }
    }

    private static IEnumerable<(LayerDeclaration Layer, string Parameter, InitialValues Init)> Initialisations(ModelDeclaration model)
    {
        foreach (var layer in model.Layers)
        {
            var (weight, bias) = layer switch
            {
                DenseDeclaration dense => (dense.WeightInit, dense.BiasInit),
                EmbeddingDeclaration embedding => (embedding.WeightInit, null),
                _ => (null, null),
            };
            if (weight is not null)
            {
                yield return (layer, "Weight", weight);
            }

            if (bias is not null)
            {
                yield return (layer, "Bias", bias);
            }
        }
    }

    private static void CheckLabels(ModelDeclaration model, DeclarationBuilder builder)
    {
        var dense = model.Layers.OfType<DenseDeclaration>().ToList();
        for (var i = 0; i + 1 < dense.Count; i++)
        {
            if (dense[i].Labels is not null)
            {
                builder.Report(Problem.Of(Rules.EnumNotLast, dense[i].Position, dense[i].Text, dense[i + 1].Text));
            }
        }

        if (dense.LastOrDefault() is { Labels: not null } scores && model.Loss is { Loss.HasClasses: false } loss)
        {
            var labels = loss.Loss.Labels == Vocabulary.LabelKind.YesOrNo ? "bools" : "floats";
            builder.Report(Problem.Of(Rules.EnumWithoutClasses, scores.Position, scores.Text, loss.Loss.Word, labels) with
            {
                FixPosition = loss.Position,
                FixWords = EquatableArray.Of("CrossEntropy"),
            });
        }
    }

    /// <summary>The loss compares with what the label of the rows is, and its scores are of the label's classes.</summary>
    private static void CheckRows(ModelDeclaration model, DeclarationBuilder builder)
    {
        if (model is not { Example: { Labels: [var label, ..] } example, Loss: { } loss })
        {
            return;
        }

        var (wanted, compared) = loss.Loss.Labels switch
        {
            Vocabulary.LabelKind.Class => (ExampleLabelKind.Class, "classes"),
            Vocabulary.LabelKind.YesOrNo => (ExampleLabelKind.YesOrNo, "bools"),
            Vocabulary.LabelKind.Probabilities => (ExampleLabelKind.Value, "a probability of each class"),
            _ => (ExampleLabelKind.Value, "floats"),
        };
        if (label.Kind != wanted)
        {
            var word = label.Kind switch { ExampleLabelKind.Class => "CrossEntropy", ExampleLabelKind.YesOrNo => "BinaryCrossEntropy", _ => "MeanSquaredError" };
            var remedy = label.Number is { IsClass: true } && wanted == ExampleLabelKind.Value ? $"[{word}], or make it a float" : $"[{word}]";
            builder.Report(Problem.Of(Rules.LossOfLabel, loss.Position, loss.Loss.Word, compared, label.Property, example.Name, label.Words, remedy) with { FixWords = EquatableArray.Of(word) });
        }
        else if (label.Kind == ExampleLabelKind.Class && model.Layers.OfType<DenseDeclaration>().LastOrDefault() is { } scores && scores.Labels?.FullName != label.Enum?.FullName)
        {
            builder.Report(Problem.Of(
                Rules.OutputsOfLabel,
                scores.Position,
                scores.Text,
                scores.Labels is null ? "scores of numbered classes" : $"a score for each value of {scores.Labels.Name}",
                example.Name,
                $"the label '{label.Property}', {label.Words}",
                label.Enum is null ? "[Dense(n)] with the number of classes" : $"[Dense<{label.Enum.Name}>]"));
        }
    }

    private static void CheckNames(ModelDeclaration model, DeclarationBuilder builder)
    {
        var named = model.Layers.Select(layer => (layer.Position, layer.Text, layer.Name)).ToList();
        if (model.Input is { } input)
        {
            named.Insert(0, (input.Position, "Input", input.Name));
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (position, text, name) in named)
        {
            if (name is null)
            {
                continue;
            }

            if (!Identifiers.IsValid(name))
            {
                builder.Report(Problem.Of(Rules.NotAnIdentifier, position, text, name));
                continue;
            }

            var property = Identifiers.Pascal(name);
            var holder = IsReserved(property) ? $"the model's own {property}"
                : property == model.Class.Name ? "the class itself"
                : model.Class.Members.Contains(property) ? $"a member of '{model.Class.Name}'"
                : taken.TryGetValue(property, out var other) ? $"[{other}]"
                : null;
            if (holder is not null)
            {
                builder.Report(Problem.Of(Rules.NameTaken, position, text, name, holder));
                continue;
            }

            taken.Add(property, text);
        }
    }
}
