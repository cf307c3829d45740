namespace Adjoint.Generator.Vocabulary;

/// <summary>What a label of one sample is.</summary>
internal enum LabelKind
{
    /// <summary>One class: an enum, or an integer from 0.</summary>
    Class,

    /// <summary>A float for each output.</summary>
    Values,
}

/// <summary>A loss and all that the compiler knows about it. A new loss is an attribute, a kernel and a row here.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Loss</c> and <c>LossAndGradient</c>.</param>
/// <param name="Labels">What it compares with.</param>
/// <param name="OutputsAre">What the model's outputs are, in the user's words.</param>
/// <param name="Formula">The loss of a batch; <c>{0}</c> is the output.</param>
/// <param name="Derivative">Its gradient; <c>{0}</c> is the output.</param>
internal sealed record Loss(string Word, LabelKind Labels, string OutputsAre, string Formula, string Derivative)
{
    public static readonly Loss CrossEntropy = new(
        "CrossEntropy", LabelKind.Class, "class scores", "mean(-log softmax({0})[labels])", "(softmax({0}) - onehot(labels)) / B");

    public static readonly Loss MeanSquaredError = new(
        "MeanSquaredError", LabelKind.Values, "predictions", "mean(({0} - targets)²)", "2 ({0} - targets) / (B · outputs)");

    public static readonly EquatableArray<Loss> All = EquatableArray.Of(CrossEntropy, MeanSquaredError);
}
