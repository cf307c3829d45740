namespace Adjoint.Generator.Vocabulary;

/// <summary>[Accumulate]: its number.</summary>
internal static class Accumulate
{
    public const string Word = "Accumulate";

    public const int MostMicroBatches = 65_536;
}
