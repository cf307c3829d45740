namespace Adjoint.Generator.Vocabulary;

/// <summary>What a label of one sample is.</summary>
internal enum LabelKind
{
    /// <summary>One class: an enum, or an integer from 0.</summary>
    Class,

    /// <summary>A float for each output.</summary>
    Values,
}

/// <summary>A loss and all that the compiler knows about it. A new loss is an attribute, a kernel and a row in <see cref="Losses"/>.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Loss</c> and <c>LossAndGradient</c>.</param>
/// <param name="Labels">What it compares with.</param>
/// <param name="OutputsAre">What the model's outputs are, in the user's words.</param>
/// <param name="Formula">The loss of a batch; <c>{0}</c> is the output.</param>
/// <param name="Derivative">Its gradient; <c>{0}</c> is the output.</param>
internal sealed record Loss(string Word, LabelKind Labels, string OutputsAre, string Formula, string Derivative)
{
    /// <summary>The numbers that its attribute takes.</summary>
    public EquatableArray<Setting> Settings { get; init; } = EquatableArray<Setting>.Empty;
}
