namespace Adjoint;

/// <summary>What must hold of a block before a metric counts any row of it: a NaN would be ranked, or added, without anyone seeing it.</summary>
internal static class MetricCheck
{
    /// <summary>A softmax in float32 may exceed 1 by its rounding.</summary>
    private const float LargestProbability = 1 + 1e-5f;

    public static void Classes(int classes)
    {
        if (classes < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"There are {classes} classes, expected 2 or more.");
        }
    }

    public static void Scores(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        Shape(classes, actual, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsFinite(scores[i]))
            {
                throw Refused(classes, i, scores[i], "a finite number", nameof(scores));
            }
        }
    }

    public static void Probabilities(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        Shape(classes, actual, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(scores[i] >= 0 && scores[i] <= LargestProbability))
            {
                throw Refused(classes, i, scores[i], "a probability: 0 to 1", nameof(scores));
            }
        }
    }

    public static void YesOrNo(int labels, ReadOnlySpan<bool> actual, ReadOnlySpan<float> probabilities)
    {
        if (actual.Length % labels != 0)
        {
            throw new ArgumentException($"{actual.Length} labels are not whole rows: a row has {labels}.", nameof(actual));
        }

        if (probabilities.Length != actual.Length)
        {
            throw new ArgumentException($"{actual.Length} labels have as many probabilities, but {probabilities.Length} were given.", nameof(probabilities));
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
            {
                throw new ArgumentException(
                    $"Row {i / labels}: the probability of label {i % labels} is {probabilities[i]}, expected 0 to 1.", nameof(probabilities));
            }
        }
    }

    public static void Labels(int classes, ReadOnlySpan<int> labels, string parameter)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentException($"Row {row}: there is no class {labels[row]}, expected 0 to {classes - 1}.", parameter);
            }
        }
    }

    private static void Shape(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        if (scores.Length != (long)actual.Length * classes)
        {
            throw new ArgumentException(
                $"{actual.Length} rows of {classes} classes have {(long)actual.Length * classes} scores, but {scores.Length} were given.", nameof(scores));
        }

        Labels(classes, actual, nameof(actual));
    }

    private static ArgumentException Refused(int classes, int index, float score, string expected, string parameter)
        => new($"Row {index / classes}: the score of class {index % classes} is {score}, expected {expected}.", parameter);
}
