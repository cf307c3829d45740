namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>The losses of one sample from their definitions, in double, and labels that suit them.</summary>
internal static class Losses
{
    /// <summary>The part of one output in the loss of its sample; for classes see <see cref="CrossEntropy"/>.</summary>
    public static double OfOutput(LossAttribute loss, double p, double t)
    {
        var d = Math.Abs(p - t);
        return loss switch
        {
            MeanSquaredErrorAttribute => d * d,
            MeanAbsoluteErrorAttribute => d,
            HuberAttribute huber => d <= huber.Delta ? d * d / 2 : huber.Delta * (d - (huber.Delta / 2)),
            SmoothL1Attribute smooth => d < smooth.Beta ? d * d / (2 * smooth.Beta) : d - (smooth.Beta / 2),
            LogCoshAttribute => Math.Log(Math.Cosh(d)),
            HingeAttribute => Math.Max(0, 1 - (t * p)),
            PoissonAttribute => Math.Exp(p) - (t * p),
            KullbackLeiblerAttribute => t == 0 ? 0 : t * (Math.Log(t) - p),
            _ => throw new NotSupportedException($"The interpreter does not know {loss.GetType().Name}: teach it."),
        };
    }

    /// <summary>Through what a sample's sum is divided: all but one loss are means over the outputs.</summary>
    public static int Parts(LossAttribute loss, int outputs) => loss is KullbackLeiblerAttribute ? 1 : outputs;

    /// <summary>How far an output is from where the loss has no second derivative.</summary>
    public static double KinkDistance(LossAttribute loss, double p, double t) => loss switch
    {
        MeanAbsoluteErrorAttribute => Math.Abs(p - t),
        HuberAttribute huber => Math.Abs(Math.Abs(p - t) - huber.Delta),
        SmoothL1Attribute smooth => Math.Abs(Math.Abs(p - t) - smooth.Beta),
        HingeAttribute => Math.Abs(1 - (t * p)),
        _ => double.PositiveInfinity,
    };

    /// <summary>Σ target · -log softmax(scores), the target being the label's class with a share spread over all.</summary>
    public static double CrossEntropy(LossAttribute loss, ReadOnlySpan<double> scores, int label)
    {
        // Less the largest, so that no exponential overflows.
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        var (total, value) = (largest + Math.Log(sum), 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            value += Share(loss, scores.Length, label, i) * (total - scores[i]);
        }

        return value;
    }

    /// <summary>What probability of a class the loss wants.</summary>
    public static double Share(LossAttribute loss, int classes, int label, int index)
    {
        var smoothing = ((CrossEntropyAttribute)loss).LabelSmoothing;
        return (index == label ? 1 - smoothing : 0) + (smoothing / classes);
    }

    /// <summary>Targets as the loss wants them: of either sign, -1 or 1, counts, or the probabilities of a row, some of them zero.</summary>
    public static float[] Targets(Chain chain, int seed, int rows)
    {
        var numbers = Numbers.Floats(seed, rows * chain.Outputs);
        switch (chain.Loss)
        {
            case HingeAttribute:
                return Array.ConvertAll(numbers, number => number < 0 ? -1f : 1f);
            case PoissonAttribute:
                return Array.ConvertAll(numbers, number => MathF.Round(number + 1.5f));
            case KullbackLeiblerAttribute:
                foreach (var row in Enumerable.Range(0, rows))
                {
                    var part = numbers.AsSpan(row * chain.Outputs, chain.Outputs);
                    var sum = 0f;
                    for (var i = 0; i < part.Length; i++)
                    {
                        part[i] = i == 0 ? 1 : Math.Max(0, part[i]);
                        sum += part[i];
                    }

                    for (var i = 0; i < part.Length; i++)
                    {
                        part[i] /= sum;
                    }
                }

                return numbers;
            default:
                return numbers;
        }
    }
}
