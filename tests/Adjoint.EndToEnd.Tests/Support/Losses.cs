namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>The losses of one sample from their definitions, in double, and labels that suit them.</summary>
internal static class Losses
{
    /// <summary>The loss of a sample.</summary>
    /// <param name="chain">The model.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="targets">The number of its class, or a number for each output.</param>
    public static double OfRow(Chain chain, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets)
    {
        var (sum, logOfSum) = (0.0, chain.HasClasses ? LogOfSum(outputs) : 0);
        for (var i = 0; i < outputs.Length; i++)
        {
            sum += chain.HasClasses ? Share(chain, targets, i) * (logOfSum - outputs[i]) : OfOutput(chain.Loss, i, outputs[i], targets[i]) / Parts(chain.Loss, outputs.Length);
        }

        return sum;
    }

    /// <summary>Through what the sum of all samples' losses is divided.</summary>
    public static double Divisor(Chain chain, int batch, IEnumerable<double> targets) =>
        chain is { IsClassifier: true, Loss: CrossEntropyAttribute { ClassWeights: { } weights } } ? targets.Sum(label => weights[(int)label]) : batch;

    /// <summary>log Σ exp(scores), less the largest first, so that no exponential overflows.</summary>
    public static double LogOfSum(ReadOnlySpan<double> scores)
    {
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

        return largest + Math.Log(sum);
    }

    /// <summary>How much of -log softmax of a class the loss of a sample has: the probability that it is asked for, by the weight of the class.</summary>
    public static double Share(Chain chain, ReadOnlySpan<double> targets, int index)
    {
        var loss = (CrossEntropyAttribute)chain.Loss;
        var asked = loss.Probabilities ? targets[index] : targets[0] == index ? 1 : 0;
        return (((1 - loss.LabelSmoothing) * asked) + (loss.LabelSmoothing / chain.Outputs)) * (loss.ClassWeights?[index] ?? 1);
    }

    /// <summary>The part of one output in the loss of its sample, where the outputs do not depend on one another.</summary>
    public static double OfOutput(LossAttribute loss, int output, double p, double t)
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
            BinaryCrossEntropyAttribute binary =>
                ((binary.PositiveWeights?[output] ?? binary.PositiveWeight) * t * LogOfSum([0, -p])) + ((1 - t) * LogOfSum([0, p])),
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

    /// <summary>Targets as the loss wants them: of either sign, -1 or 1, 0 or 1, counts, or the probabilities of a row, some of them zero.</summary>
    public static float[] Targets(Chain chain, int seed, int rows)
    {
        var numbers = Numbers.Floats(seed, rows * chain.Outputs);
        switch (chain.Loss)
        {
            case HingeAttribute:
                return Array.ConvertAll(numbers, number => number < 0 ? -1f : 1f);
            case BinaryCrossEntropyAttribute:
                return Array.ConvertAll(numbers, number => number < 0 ? 0f : 1f);
            case PoissonAttribute:
                return Array.ConvertAll(numbers, number => MathF.Round(number + 1.5f));
            case KullbackLeiblerAttribute or CrossEntropyAttribute:
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

    /// <summary>What each sample counts for: one of them nothing.</summary>
    public static float[] Weights(int seed, int rows) =>
        rows == 1 ? [1.75f] : [.. Numbers.Floats(seed, rows).Select((number, row) => row == 1 ? 0 : Math.Abs(number) + 0.25f)];
}
