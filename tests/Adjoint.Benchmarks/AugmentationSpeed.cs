namespace Adjoint.Benchmarks;

/// <summary>Augmentations of batches of 64 images of 28 x 28, copied before, beside a plain copy of as many floats: microseconds a batch, the best of the rounds of each, turn by turn.</summary>
internal static class AugmentationSpeed
{
    private const int Rows = 64, Side = 28, Repeats = 50;

    public static int Run(int rounds)
    {
        var images = Augmentation.Images(Side, Side);
        Augmenter[] augmenters =
        [
            .. new[]
            {
                images.Shift(2), images.FlipHorizontally(), images.FlipVertically(), images.Rotate(10), images.Noise(0.05), images.CutOut(8),
                images.Shift(2).FlipHorizontally().Rotate(10).Noise(0.05).CutOut(8),
            }.Select(augmentation => new Augmenter(augmentation, seed: 1)),
        ];
        string[] names = ["Shift(2)", "FlipHorizontally()", "FlipVertically()", "Rotate(10)", "Noise(0.05)", "CutOut(8)", "all but one flip"];
        var (x, copy) = (Timing.Random(Rows * Side * Side), new float[Rows * Side * Side]);
        var best = Enumerable.Repeat(double.MaxValue, names.Length + 1).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < augmenters.Length; index++)
            {
                // From fresh numbers each time: noise on noise would grow, and what is turned again and again fades to subnormal numbers.
                best[index] = Math.Min(best[index], Timing.Microseconds(() => CopyAndApply(augmenters[index], round), Repeats));
            }

            best[^1] = Math.Min(best[^1], Timing.Microseconds(() => x.AsSpan().CopyTo(copy), Repeats));
        }

        Console.WriteLine($"us for {Rows} images of {Side} x {Side}, the copy included");
        foreach (var (name, microseconds) in names.Append("a plain copy").Zip(best))
        {
            Console.WriteLine($"{name,-20}{microseconds,8:F1}");
        }

        return 0;

        void CopyAndApply(Augmenter augmenter, int round)
        {
            x.AsSpan().CopyTo(copy);
            augmenter.Apply(round, 0, Side * Side, copy);
        }
    }
}
