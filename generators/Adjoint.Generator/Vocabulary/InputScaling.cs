using Adjoint.Generator.Graphs;

namespace Adjoint.Generator.Vocabulary;

/// <summary>What scales the inputs by what training learns of them: y = (x - shift) / divisor, each of its own for every number of a sample.</summary>
/// <param name="Word">The attribute without its suffix, and the member of the library's InputScalingKind; of the layer of columns its name.</param>
/// <param name="Shift">What is subtracted.</param>
/// <param name="Divisor">What the rest is divided by.</param>
internal sealed record InputScaling(string Word, ParameterRole Shift, ParameterRole Divisor)
{
    public static readonly InputScaling Standardize = new("Standardize", ParameterRole.Mean, ParameterRole.Deviation);

    public static readonly InputScaling MinMax = new("MinMax", ParameterRole.Minimum, ParameterRole.Range);

    /// <summary>The words.</summary>
    public static readonly EquatableArray<InputScaling> All = EquatableArray.Of(Standardize, MinMax);

    /// <summary>The layer of a model of rows whose properties have these words: one or both, of some of the columns.</summary>
    public static readonly InputScaling OfColumns = new("Scaling", ParameterRole.Shift, ParameterRole.Divisor);
}
