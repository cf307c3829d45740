using System.Globalization;

namespace Adjoint;

/// <summary>
/// Random changes of the inputs that a training sees, another one each time a row comes: made by <see cref="Images"/> or <see cref="Rows"/> and the methods of what they return, which are applied in the
/// order in which they are written. Immutable; one may serve many trainings.
/// </summary>
/// <remarks>
/// It changes a copy of the row, before <c>[Standardize]</c> or <c>[MinMax]</c>, whose values are learned of the rows as they are; labels and weights stay. Validation, evaluation and
/// predictions never see it. What happens to a row depends on the seed of the training, the epoch and the row's place in it alone.
/// </remarks>
public abstract class Augmentation
{
    private protected Augmentation(AugmentationStep[] steps) => Steps = steps;

    /// <summary>For images: rows of height x width x channels numbers, the channels of a pixel beside each other, as <c>[Input(height, width, channels)]</c> says.</summary>
    /// <param name="height">Rows of pixels, at least 1.</param>
    /// <param name="width">Pixels in each, at least 1.</param>
    /// <param name="channels">Numbers of a pixel, at least 1: 1 for grey, 3 for colours.</param>
    /// <param name="fill">What comes in from outside of the image and where something is cut out: the number of the background, in the units of the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is below 1, or <paramref name="fill"/> is not finite.</exception>
    public static ImageAugmentation Images(int height, int width, int channels = 1, float fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return float.IsFinite(fill)
            ? new(new(height, width, channels, fill), [])
            : throw new ArgumentOutOfRangeException(nameof(fill), fill, $"{nameof(fill)} is {fill}, expected a finite number.");
    }

    /// <summary>For rows of any numbers, such as measurements.</summary>
    public static RowAugmentation Rows { get; } = new([]);

    internal AugmentationStep[] Steps { get; }

    /// <summary>What a row is to it.</summary>
    private protected abstract string Layout { get; }

    /// <summary>Floats of a row; 0 where any number is right.</summary>
    private protected abstract long RowFloats { get; }

    /// <summary>The words that it was made with.</summary>
    public override string ToString() => string.Join('.', Steps.Select(step => step.ToString()).Prepend($"Augmentation.{Layout}"));

    /// <summary>Why it is not for the inputs of a model, or null.</summary>
    internal string? Reject(NetworkLayout model) =>
        model.Vocabulary > 0 ? $"The inputs of {model.Name} are indices, which its [Embedding] looks up: an augmentation would make other indices of them. Leave it out."
        : RowFloats > 0 && RowFloats != model.Inputs ? $"Augmentation.{Layout} is for rows of {RowFloats} numbers, but {model.Name} takes {model.Inputs}."
        : null;

    /// <summary>What must be the same for the same changes to be drawn.</summary>
    internal static IEnumerable<(string Name, string Value)> Facts(Augmentation? augmentation)
    {
        yield return (nameof(Augmentation), augmentation?.Layout ?? "none");
        foreach (var (index, step) in (augmentation?.Steps ?? []).Index())
        {
            yield return ($"step {index + 1} of the augmentation", step.ToString());
        }

        yield return ("steps of the augmentation", (augmentation?.Steps.Length ?? 0).ToString(CultureInfo.InvariantCulture));
    }

    private protected static double Probability(double probability) => probability is >= 0 and <= 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, $"{nameof(probability)} is {probability}, expected 0 to 1.");

    private protected static float Deviation(double standardDeviation) => standardDeviation >= 0 && float.IsFinite((float)standardDeviation)
        ? (float)standardDeviation
        : throw new ArgumentOutOfRangeException(
            nameof(standardDeviation), standardDeviation, $"{nameof(standardDeviation)} is {standardDeviation}, expected a finite number of at least 0.");
}
