using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Graphs;

/// <summary>What a node computes from its inputs. The order of the inputs is given with each operation.</summary>
internal abstract record Op
{
    /// <summary>How many inputs it has.</summary>
    public abstract int Arity { get; }

    /// <summary>The name in printed graphs.</summary>
    public virtual string Name
    {
        get
        {
            var name = GetType().Name;
            return name.Substring(0, name.Length - "Op".Length);
        }
    }
}

/// <summary>A sample's features.</summary>
internal sealed record InputOp(EquatableArray<int> Shape) : Op
{
    public override int Arity => 0;
}

/// <summary>A sample's label or labels.</summary>
internal sealed record LabelsOp(LabelKind Kind) : Op
{
    public override int Arity => 0;
}

/// <summary>What a parameter is to its layer.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
    RunningMean,
    RunningVariance,
    Mean,
    Deviation,
    Minimum,
    Range,
    Shift,
    Divisor,
}

/// <summary>A tensor of the model; its shape follows from the node that uses it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Role">What it is to its layer.</param>
/// <param name="Init">How its first values are drawn; null for the layer's own way.</param>
internal sealed record ParameterOp(string Layer, ParameterRole Role, Parsing.InitialValues? Init = null) : Op
{
    public override int Arity => 0;

    /// <summary>Whether gradients could train it; a running statistic they could not.</summary>
    public bool IsTrainable => Role is ParameterRole.Weight or ParameterRole.Bias;

    /// <summary>Whether its layer keeps the values that it was loaded or drawn with.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether gradients train it.</summary>
    public bool IsTrained => IsTrainable && !IsFrozen;

    /// <summary>Whether files hold its two axes swapped, as PyTorch does for the weight of a dense layer.</summary>
    public bool IsTransposedInFiles { get; init; }

    /// <summary>The key in files, as PyTorch names it.</summary>
    public string Key => $"{Layer}." + Role switch
    {
        ParameterRole.Weight => "weight",
        ParameterRole.Bias => "bias",
        ParameterRole.RunningMean => "running_mean",
        ParameterRole.RunningVariance => "running_var",
        _ => Role.ToString().ToLowerInvariant(),
    };
}

/// <summary>(x, weight[, bias]) → f(x · weight + bias) on the last axis, f being the identity or a fused activation.</summary>
internal sealed record DenseOp(int Outputs, Activation? Epilogue = null) : Op
{
    public bool HasBias { get; init; } = true;

    public override int Arity => HasBias ? 3 : 2;
}

/// <summary>x → the same numbers with one axis. Moves no data.</summary>
internal sealed record FlattenOp : Op
{
    public override int Arity => 1;
}

/// <summary>x → the same numbers with other axes. Moves no data.</summary>
internal sealed record ReshapeOp(EquatableArray<int> Shape) : Op
{
    public override int Arity => 1;
}

/// <summary>x → factor · x.</summary>
internal sealed record ScaleOp(double Factor) : Op
{
    public override int Arity => 1;
}

/// <summary>(x, shift, divisor) → (x - shift) / divisor, number by number of a sample.</summary>
internal sealed record InputScalingOp(InputScaling Scaling) : Op
{
    /// <summary>The columns that it changes: in the others the shift is 0 and the divisor 1. None for all.</summary>
    public EquatableArray<ScaledColumns> Columns { get; init; } = EquatableArray<ScaledColumns>.Empty;

    public override int Arity => 3;

    public override string Name => Scaling.Word;
}

/// <summary>x → f(x), element by element or row by row.</summary>
internal sealed record ActivationOp(Activation Activation, EquatableArray<double> Settings = default) : Op
{
    public override int Arity => 1;

    public override string Name => Activation.Word;
}

/// <summary>
/// x → what a normalisation needs of it: numbers for each row or, over the batch, for each column. Over the batch it is
/// (x, running mean, running variance), and moves the running ones towards the batch's.
/// </summary>
internal sealed record NormStatisticsOp(Normalization Normalization, EquatableArray<double> Settings) : Op
{
    /// <summary>Whether the running statistics take the place of the batch's in training too, and stay as they are.</summary>
    public bool IsFrozen { get; init; }

    public override int Arity => Normalization.IsOverBatch ? 3 : 1;
}

/// <summary>(running mean, running variance) → the statistics of a prediction.</summary>
internal sealed record RunningStatisticsOp(Normalization Normalization, EquatableArray<double> Settings) : Op
{
    public override int Arity => 2;

    /// <summary>What takes the place of the batch's statistics: x, the first input, does not count.</summary>
    public static (Op Op, EquatableArray<int> Inputs) InPlaceOf(NormStatisticsOp batch, EquatableArray<int> inputs)
        => (new RunningStatisticsOp(batch.Normalization, batch.Settings), inputs.Skip(1).ToEquatableArray());
}

/// <summary>(x, statistics, weight[, bias]) → normalised x ∘ weight[ + bias].</summary>
internal sealed record NormOp(Normalization Normalization) : Op
{
    public override int Arity => Normalization.HasBias ? 4 : 3;

    public override string Name => Normalization.Word;
}

/// <summary>(indices, table) → the table's rows of the indices. The gradient of a padding's row is zero.</summary>
internal sealed record EmbeddingOp(int Vocabulary, int Width, int Padding) : Op
{
    public override int Arity => 2;
}

/// <summary>
/// x → x ∘ mask / (1 - rate). The mask is a function of the layer's index and the iteration, so the gradient is the same operation
/// on the gradient. In prediction the identity.
/// </summary>
internal sealed record DropoutOp(int Index, double Rate) : Op
{
    public override int Arity => 1;

    /// <summary>The field that holds the rate of a trainer's dropout layer.</summary>
    public static string RateField(int index) => $"dropoutRate{Text.Of(index + 1L)}";
}

/// <summary>(a, b) → a + b.</summary>
internal sealed record AddOp : Op
{
    public override int Arity => 2;
}

/// <summary>(outputs, labels) → the mean loss of the batch.</summary>
internal sealed record LossOp(Loss Loss) : Op
{
    public override int Arity => 2;

    public override string Name => Loss.Word;
}
