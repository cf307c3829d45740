namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>The activations from their definitions, in double.</summary>
internal static class Functions
{
    // Klambauer et al., 2017: what makes zero mean and unit variance a fixed point.
    private const double SeluScale = 1.0507009873554804934193349852946, SeluAlpha = 1.6732632423543772848170429916717;

    public static ElementStep Of(object word) => word switch
    {
        ReluAttribute => new(x => Math.Max(x, 0), 0),
        LeakyReluAttribute leaky => new(x => x > 0 ? x : leaky.Slope * x, 0),
        EluAttribute elu => new(x => x > 0 ? x : elu.Alpha * (Math.Exp(x) - 1), 0),
        SeluAttribute => new(x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)), 0),
        GeluAttribute => new(x => x * (1 + ErrorFunction(x / Math.Sqrt(2))) / 2),
        GeluTanhAttribute => new(x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        SiluAttribute => new(x => x * Sigmoid(x)),
        SigmoidAttribute => new(Sigmoid),
        HardSigmoidAttribute => new(HardSigmoid, -3, 3),
        TanhAttribute => new(Math.Tanh),
        HardTanhAttribute hard => new(x => Math.Min(Math.Max(x, hard.Minimum), hard.Maximum), hard.Minimum, hard.Maximum),
        SoftplusAttribute plus => new(x => plus.Beta * x > plus.Threshold ? x : Math.Log(1 + Math.Exp(plus.Beta * x)) / plus.Beta, plus.Threshold / plus.Beta),
        MishAttribute => new(x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        HardSwishAttribute => new(x => x * HardSigmoid(x), -3, 3),
        ScaleAttribute scale => new(x => x * scale.Factor),
        _ => throw new NotSupportedException($"The interpreter does not know {word.GetType().Name}: teach it."),
    };

    /// <summary>erf by its series with positive terms alone: 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · ... · (2n + 1)).</summary>
    public static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        var (sum, term) = (0.0, x);
        for (var n = 1; Math.Abs(term) > 1e-18; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double HardSigmoid(double x) => Math.Min(Math.Max((x / 6) + 0.5, 0), 1);
}
