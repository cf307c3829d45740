namespace Adjoint.Generator.Vocabulary;

/// <summary>A setting of an optimizer: its attribute property, default and legal range.</summary>
internal sealed record Setting(string Name, double Default, double Minimum, bool MinimumIncluded, double Below)
{
    public bool Allows(double value) => (MinimumIncluded ? value >= Minimum : value > Minimum) && value < Below;

    public string Range => (MinimumIncluded ? $"at least {Minimum:0}" : $"above {Minimum:0}")
        + (double.IsPositiveInfinity(Below) ? string.Empty : $" and below {Below:0}");
}

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
        EquatableArray.Of(Positive(LearningRate, 1e-3), Fraction(Momentum, 0), NonNegative(WeightDecay, 0)));

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
        Positive(LearningRate, 1e-3), Fraction(Beta1, 0.9), Fraction(Beta2, 0.999), Positive(Epsilon, 1e-8), NonNegative(WeightDecay, decay));

    private static Setting Positive(string name, double value) => new(name, value, 0, false, double.PositiveInfinity);

    private static Setting NonNegative(string name, double value) => new(name, value, 0, true, double.PositiveInfinity);

    private static Setting Fraction(string name, double value) => new(name, value, 0, true, 1);
}
