namespace Adjoint.Generator.Vocabulary;

/// <summary>[AverageWeights]: its numbers.</summary>
internal static class AverageWeights
{
    public const string Word = "AverageWeights", Every = "EveryIterations", Start = "StartIteration";

    public static readonly Setting Decay = Setting.Fraction("the decay", 0.999);
}
