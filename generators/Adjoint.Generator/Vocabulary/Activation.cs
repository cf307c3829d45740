namespace Adjoint.Generator.Vocabulary;

/// <summary>What the gradient of an activation is computed from: the value that went in or the one that came out.</summary>
internal enum GradientNeeds
{
    Input,
    Output,
}

/// <summary>
/// A word that keeps the shape of its value, and all that the compiler knows about it. A new activation is an attribute, a kernel and
/// a row in <see cref="Activations"/>.
/// </summary>
/// <param name="Word">The attribute without its suffix, and the library's kernel unless the calls say otherwise.</param>
/// <param name="Forward">The start of the call that computes y; its arguments are x, y and the settings.</param>
/// <param name="Needs">Which value the gradient is computed from.</param>
/// <param name="Function">The function's name in formulas.</param>
/// <param name="Derivative">dx / dy in formulas, of a row-wise one dx; <c>{0}</c> is the needed value, <c>{1}</c> dy.</param>
/// <param name="Flops">Floating-point operations for one element, as counted in the model's summary.</param>
internal sealed record Activation(string Word, string Forward, GradientNeeds Needs, string Function, string Derivative, int Flops)
{
    /// <summary>Whether a matrix product can apply it to its tile before storing it.</summary>
    public bool IsEpilogue { get; init; }

    /// <summary>Whether the product that is the gradient of its result can make that of its argument: in the library it is an <c>IResultGradient</c>.</summary>
    public bool IsResultGradient => Needs == GradientNeeds.Output && !IsRowwise;

    /// <summary>Whether it works on rows of the last axis, and is told their number and width first.</summary>
    public bool IsRowwise { get; init; }

    /// <summary>The numbers that its attribute takes.</summary>
    public EquatableArray<Setting> Settings { get; init; } = EquatableArray<Setting>.Empty;
}
