using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Parsing;

/// <summary>The vocabulary as attributes: how each word is read. The key is the attribute's metadata name in namespace Adjoint.</summary>
internal static class Words
{
    public const string Namespace = "Adjoint", Model = "ModelAttribute", ModelOfRows = "ModelAttribute`1";

    private static readonly Dictionary<string, Action<AttributeReader, DeclarationBuilder>> Readers = CreateReaders();

    public static bool Contains(string metadataName) => Readers.ContainsKey(metadataName);

    public static void Read(string metadataName, AttributeReader attribute, DeclarationBuilder builder)
        => Readers[metadataName](attribute, builder);

    private static Dictionary<string, Action<AttributeReader, DeclarationBuilder>> CreateReaders()
    {
        var readers = new Dictionary<string, Action<AttributeReader, DeclarationBuilder>>
        {
            ["InputAttribute"] = static (a, b) => b.Add(new InputDeclaration(a.Position, a.Int32ArrayArgument(), a.Name), a.Word),
            ["DenseAttribute"] = static (a, b) => b.Add(ReadDense(a, a.Int32Argument(), null)),
            ["DenseAttribute`1"] = static (a, b) =>
            {
                if (a.TypeArgument is { } type)
                {
                    var labels = EnumReader.Read(type, a, b);
                    b.Add(ReadDense(a, labels.Members.Count, labels));
                }
            },
            ["FlattenAttribute"] = static (a, b) => b.Add(new FlattenDeclaration(a.Position, a.Name)),
            ["ReshapeAttribute"] = static (a, b) => b.Add(new ReshapeDeclaration(a.Position, a.Name, a.Int32ArrayArgument())),
            ["ScaleAttribute"] = static (a, b) => b.Add(new ScaleDeclaration(a.Position, a.Name, a.DoubleArgument())),
            ["EmbeddingAttribute"] = static (a, b) => b.Add(
                new EmbeddingDeclaration(a.Position, a.Name, a.Int32Argument(0), a.Int32Argument(1), a.NamedInt32("Padding", -1))
                {
                    WeightInit = ReadInit(a, "Weight"),
                    IsFrozen = IsFrozen(a),
                }),
            ["ProfileAttribute"] = static (_, b) => b.AddProfile(),
            ["DropoutAttribute"] = static (a, b) => b.Add(new DropoutDeclaration(a.Position, a.Name, a.DoubleArgument())),
        };

        foreach (var activation in Activations.All)
        {
            readers[activation.Word + "Attribute"] = (a, b) => b.Add(
                new ActivationDeclaration(a.Position, a.Name, activation, ReadSettings(activation.Settings, a, b)));
        }

        foreach (var scaling in InputScaling.All)
        {
            readers[scaling.Word + "Attribute"] = (a, b) => b.Add(new InputScalingDeclaration(a.Position, a.Name, scaling));
        }

        foreach (var normalization in Normalizations.All)
        {
            readers[normalization.Word + "Attribute"] = (a, b) => b.Add(
                new NormDeclaration(a.Position, a.Name, normalization, ReadSettings(normalization.Settings, a, b)) { IsFrozen = IsFrozen(a) });
        }

        foreach (var clipping in Clipping.All)
        {
            readers[clipping.Word + "Attribute"] = (a, b) => ReadClipping(clipping, a, b);
        }

        readers[Accumulate.Word + "Attribute"] = ReadAccumulate;
        readers[AverageWeights.Word + "Attribute"] = ReadAverage;

        foreach (var loss in Losses.All)
        {
            readers[loss.Word + "Attribute"] = (a, b) => b.Add(ReadLoss(loss.Variant is { } variant && a.NamedBoolean(variant.Flag, otherwise: false) ? variant.Loss : loss, a, b));
        }

        foreach (var optimizer in Optimizers.All)
        {
            readers[optimizer.Word + "Attribute"] = (a, b) => b.Add(
                new OptimizerDeclaration(a.Position, optimizer, ReadSettings(optimizer.Settings, a, b)));
        }

        return readers;
    }

    private static DenseDeclaration ReadDense(AttributeReader attribute, int outputs, EnumDeclaration? labels)
        => new(attribute.Position, attribute.Name, outputs, labels)
        {
            HasBias = attribute.NamedBoolean("Bias", otherwise: true),
            WeightInit = ReadInit(attribute, "Weight"),
            BiasInit = ReadInit(attribute, "Bias"),
            IsFrozen = IsFrozen(attribute),
        };

    private static bool IsFrozen(AttributeReader attribute) => attribute.NamedBoolean("Frozen", otherwise: false);

    private static InitialValues? ReadInit(AttributeReader attribute, string parameter)
        => attribute.NamedEnum(parameter + "Init") is { } way and not "Default"
            ? new InitialValues(way, attribute.NamedDouble(parameter + "Scale", double.NaN))
            : null;

    private static void ReadClipping(Clipping clipping, AttributeReader attribute, DeclarationBuilder builder)
    {
        var bound = attribute.DoubleArgument();
        if (attribute.IsComplete && !clipping.Bound.Allows(bound))
        {
            builder.Report(Problem.Of(
                Rules.OutOfRange, attribute.Position, clipping.Word, clipping.Bound.Name, Text.Of(bound), clipping.Bound.Expected(bound)));
        }

        builder.Add(new ClippingDeclaration(attribute.Position, clipping, bound));
    }

    private static void ReadAccumulate(AttributeReader attribute, DeclarationBuilder builder)
    {
        var count = attribute.Int32Argument();
        if (count is < 1 or > Accumulate.MostMicroBatches)
        {
            builder.Report(Problem.Of(
                Rules.OutOfRange, attribute.Position, attribute.Word, "the number of micro-batches", Text.Of((long)count),
                $"at least 1 and at most {Text.Grouped(Accumulate.MostMicroBatches)}"));
        }

        builder.Add(new AccumulateDeclaration(attribute.Position, count));
    }

    private static void ReadAverage(AttributeReader attribute, DeclarationBuilder builder)
    {
        var decay = attribute.DoubleArgument();
        if (attribute.IsComplete && !AverageWeights.Decay.Allows(decay))
        {
            builder.Report(Problem.Of(
                Rules.OutOfRange, attribute.Position, attribute.Word, AverageWeights.Decay.Name, Text.Of(decay), AverageWeights.Decay.Expected(decay)));
        }

        int Iterations(string name)
        {
            var count = attribute.NamedInt32(name, 1);
            if (count < 1)
            {
                builder.Report(Problem.Of(Rules.OutOfRange, attribute.Position, attribute.Word, name, Text.Of((long)count), "at least 1"));
            }

            return count;
        }

        builder.Add(new AverageDeclaration(attribute.Position, decay, Iterations(AverageWeights.Every), Iterations(AverageWeights.Start)));
    }

    private static LossDeclaration ReadLoss(Loss loss, AttributeReader attribute, DeclarationBuilder builder)
        => new(attribute.Position, loss, ReadSettings(loss.Settings, attribute, builder))
        {
            Weights = loss.Weights is { } weights ? ReadWeights(weights, attribute, builder) : null,
        };

    private static WeightValues? ReadWeights(LossWeights weights, AttributeReader attribute, DeclarationBuilder builder)
    {
        void Wrong(string what, double found, string expected)
            => builder.Report(Problem.Of(Rules.OutOfRange, attribute.Position, attribute.Word, what, Text.Of(found), expected));

        var list = attribute.NamedDoubles(weights.Name);
        if (weights.ForAll is { } forAll && attribute.IsGiven(forAll.Name))
        {
            var value = ReadSettings(EquatableArray.Of(forAll), attribute, builder);
            if (list is not null)
            {
                builder.Report(Problem.Of(Rules.WeightsTwice, attribute.Position, attribute.Word, forAll.Name, weights.Name, weights.Of));
            }

            return value[0] == forAll.Default ? null : new WeightValues(value, AreForAll: true);
        }

        if (list is not { } given)
        {
            return null;
        }

        var wrong = Enumerable.Range(0, given.Count).Where(i => !weights.Each.Allows(given[i])).Take(1).ToList();
        foreach (var i in wrong)
        {
            Wrong($"{weights.Name}[{i}]", given[i], weights.Each.Expected(given[i]));
        }

        // Of an empty list its length is what is wrong.
        if (given.Count > 0 && given.All(weight => weight == 0) && wrong.Count == 0)
        {
            Wrong($"the largest of {weights.Name}", 0, "above 0");
        }

        return new WeightValues(given, AreForAll: false);
    }

    private static EquatableArray<double> ReadSettings(EquatableArray<Setting> settings, AttributeReader attribute, DeclarationBuilder builder)
    {
        var values = new List<double>();
        foreach (var setting in settings)
        {
            var value = setting.IsFlag
                ? (attribute.NamedBoolean(setting.Name, otherwise: false) ? 1 : 0)
                : attribute.NamedDouble(setting.Name, setting.Default);
            if (!setting.Allows(value))
            {
                builder.Report(Problem.Of(Rules.OutOfRange, attribute.Position, attribute.Word, setting.Name, Text.Of(value), setting.Expected(value)));
            }

            values.Add(value);
        }

        return values.ToEquatableArray();
    }
}
