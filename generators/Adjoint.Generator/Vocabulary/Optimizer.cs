namespace Adjoint.Generator.Vocabulary;

/// <summary>An optimizer and all that the compiler knows about it. A new one is an attribute, a kernel, a row here and a case in UpdateEmitter.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Update</c>.</param>
/// <param name="Moments">How many numbers it keeps for each parameter.</param>
/// <param name="Formula">The update, in the field's letters.</param>
/// <param name="Settings">Its settings; the first is the learning rate.</param>
internal sealed record Optimizer(string Word, int Moments, string Formula, EquatableArray<Setting> Settings)
{
    public const string LearningRate = "LearningRate", WeightDecay = "WeightDecay", Momentum = "Momentum",
        Beta1 = "Beta1", Beta2 = "Beta2", Epsilon = "Epsilon";

    public static readonly Optimizer Sgd = new(
        "Sgd", 1, "v ← μv + g + λθ,  θ ← θ - ηv",
        EquatableArray.Of(Setting.Positive(LearningRate, 1e-3), Setting.Fraction(Momentum, 0), Setting.NonNegative(WeightDecay, 0)));

    public static readonly Optimizer Adam = new(
        "Adam", 2, "g ← g + λθ,  m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  θ ← θ - η m̂ / (√v̂ + ε)", AdamSettings(decay: 0));

    public static readonly Optimizer AdamW = new(
        "AdamW", 2, "θ ← θ - ηλθ,  m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²,  θ ← θ - η m̂ / (√v̂ + ε)", AdamSettings(decay: 0.01));

    public static readonly EquatableArray<Optimizer> All = EquatableArray.Of(Sgd, Adam, AdamW);

    public int IndexOf(string setting)
    {
        for (var i = 0; i < Settings.Count; i++)
        {
            if (Settings[i].Name == setting)
            {
                return i;
            }
        }

        throw new ArgumentException($"{Word} has no setting {setting}.", nameof(setting));
    }

    private static EquatableArray<Setting> AdamSettings(double decay) => EquatableArray.Of(
        Setting.Positive(LearningRate, 1e-3), Setting.Fraction(Beta1, 0.9), Setting.Fraction(Beta2, 0.999), Setting.Positive(Epsilon, 1e-8), Setting.NonNegative(WeightDecay, decay));
}
