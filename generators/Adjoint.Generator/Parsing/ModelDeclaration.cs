using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Parsing;

/// <summary>
/// What the user wrote, free of Roslyn's types and of positions in files: the compiler's input. Positions are the index of
/// an attribute on the class (<see cref="OnClass"/> for the class itself, below it the members); the analyzer alone turns them into places.
/// </summary>
internal sealed record ModelDeclaration(
    ClassHeader Class,
    InputDeclaration? Input,
    EquatableArray<LayerDeclaration> Layers,
    LossDeclaration? Loss,
    OptimizerDeclaration? Optimizer)
{
    public const int OnClass = -1;

    /// <summary>[Model], where it sets a limit.</summary>
    public BudgetDeclaration? Budget { get; init; }

    /// <summary>The row that it is a model of; null if it takes floats.</summary>
    public ExampleUse? Example { get; init; }

    /// <summary>How the gradients are bounded; null if they are not.</summary>
    public ClippingDeclaration? Clipping { get; init; }

    /// <summary>[Profile]: whether an iteration takes the time of each layer.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>In how many micro-batches a batch is trained; 1 where it is not cut.</summary>
    public int MicroBatches { get; init; } = 1;

    /// <summary>How the weights are averaged; null if they are not.</summary>
    public AverageDeclaration? Average { get; init; }

    /// <summary>The position of a member of <see cref="UserMembers"/>, and the way back: it is its own inverse.</summary>
    public static int OnMember(int index) => OnClass - 1 - index;

    /// <summary>The enum that the class scores stand for: that of the last layer, if it has one.</summary>
    public EnumDeclaration? Labels => Layers.OfType<DenseDeclaration>().LastOrDefault()?.Labels;
}

/// <summary>The most parameters that [Model] allows.</summary>
internal sealed record BudgetDeclaration(int Position, long MaxParameters);

/// <summary>[ClipNorm(...)] or [ClipValue(...)].</summary>
internal sealed record ClippingDeclaration(int Position, Clipping Clipping, double Bound);

/// <summary>[Accumulate(...)].</summary>
internal sealed record AccumulateDeclaration(int Position, int MicroBatches);

/// <summary>[AverageWeights(...)].</summary>
/// <param name="Position">Its index.</param>
/// <param name="Decay">What the average keeps of itself.</param>
/// <param name="Every">After how many iterations it takes in the parameters.</param>
/// <param name="Start">The iteration after which it begins.</param>
internal sealed record AverageDeclaration(int Position, double Decay, int Every, int Start);

/// <summary>[Input(...)].</summary>
internal sealed record InputDeclaration(int Position, EquatableArray<int> Shape, string? Name);

/// <summary>A loss attribute with the values of all its settings, in the order of its table row.</summary>
internal sealed record LossDeclaration(int Position, Loss Loss, EquatableArray<double> Settings = default)
{
    /// <summary>What the classes or outputs count for; null if all count 1.</summary>
    public WeightValues? Weights { get; init; }
}

/// <summary>A number for each class or output in their order, or one for all of them.</summary>
internal sealed record WeightValues(EquatableArray<double> Numbers, bool AreForAll);

/// <summary>An optimizer attribute with the values of all its settings, in the order of its table row.</summary>
internal sealed record OptimizerDeclaration(int Position, Optimizer Optimizer, EquatableArray<double> Settings)
{
    public double this[string setting] => Settings[Optimizer.IndexOf(setting)];
}

/// <summary>An enum whose values are class labels: its distinct values in ascending order. An unreachable one is rejected.</summary>
internal sealed record EnumDeclaration(string FullName, string Name, bool IsReachable, EquatableArray<EnumMember> Members)
{
    /// <summary>The warnings that naming it causes.</summary>
    public EquatableArray<string> Warnings { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether the values are 0, 1, 2, ...: then a cast maps them.</summary>
    public bool IsContiguous
    {
        get
        {
            for (var i = 0; i < Members.Count; i++)
            {
                if (Members[i].Value != i)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

internal sealed record EnumMember(string Name, decimal Value, bool IsObsolete);
