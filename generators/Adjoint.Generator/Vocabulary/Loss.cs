namespace Adjoint.Generator.Vocabulary;

/// <summary>What a label of one sample is.</summary>
internal enum LabelKind
{
    /// <summary>One class: an enum, or an integer from 0.</summary>
    Class,

    /// <summary>A float for each output.</summary>
    Values,

    /// <summary>A float for each class: its probability.</summary>
    Probabilities,

    /// <summary>A bool for each output.</summary>
    YesOrNo,
}

/// <summary>The loss of a batch and its gradient as a person writes them down; <c>{0}</c> is the model's output.</summary>
internal sealed record LossFormula(string Loss, string Gradient);

/// <summary>A loss and all that the compiler knows about it. A new loss is an attribute, a kernel and a row in <see cref="Losses"/>.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Loss</c> and <c>LossAndGradient</c>.</param>
/// <param name="Labels">What it compares with.</param>
/// <param name="OutputsAre">What the model's outputs are, in the user's words.</param>
/// <param name="Formula">What it computes without weights of classes or outputs and without label smoothing.</param>
internal sealed record Loss(string Word, LabelKind Labels, string OutputsAre, LossFormula Formula)
{
    /// <summary>The numbers that its attribute takes.</summary>
    public EquatableArray<Setting> Settings { get; init; } = EquatableArray<Setting>.Empty;

    /// <summary>The list of numbers that its attribute takes, one for each class or output.</summary>
    public LossWeights? Weights { get; init; }

    /// <summary>What it computes with label smoothing.</summary>
    public LossFormula? Smoothed { get; init; }

    /// <summary>The flag of its attribute that makes it another loss, with other labels.</summary>
    public LossVariant? Variant { get; init; }

    /// <summary>Whether the outputs are scores of classes that exclude each other.</summary>
    public bool HasClasses => Labels is LabelKind.Class or LabelKind.Probabilities;

    /// <summary>The index of a setting, or -1.</summary>
    public int IndexOf(string setting)
    {
        for (var i = 0; i < Settings.Count; i++)
        {
            if (Settings[i].Name == setting)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A loss under the same word.</summary>
/// <param name="Flag">The attribute's property.</param>
/// <param name="Loss">The loss if it is true.</param>
internal sealed record LossVariant(string Flag, Loss Loss);

/// <summary>A list of numbers in a loss, one for each class or output.</summary>
/// <param name="Each">The attribute's property, and the range of each number; a number that is left out is 1.</param>
/// <param name="Of">What they belong to, in the user's words: <c>class</c>.</param>
/// <param name="Story">What they are, as documentation of the emitted list.</param>
/// <param name="Formula">What the loss computes with them.</param>
internal sealed record LossWeights(Setting Each, string Of, string Story, LossFormula Formula)
{
    /// <summary>What the loss computes with them and label smoothing.</summary>
    public LossFormula? Smoothed { get; init; }

    /// <summary>The attribute's property for one number in the place of the list.</summary>
    public Setting? ForAll { get; init; }

    /// <summary>The list in emitted code.</summary>
    public string Name => Each.Name;
}
