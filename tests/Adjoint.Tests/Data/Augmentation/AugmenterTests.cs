namespace Adjoint.Tests.Data.Augmentations;

public class AugmenterTests
{
    private const int Width = 6 * 5 * 2, Rows = 20;

    private static readonly Augmentation Everything =
        Augmentation.Images(6, 5, channels: 2, fill: 0.25f).Shift(1).FlipHorizontally().FlipVertically().Rotate(30).Crop(2).Noise(0.1).CutOut(3, probability: 0.5);

    [Fact]
    public void A_row_is_changed_by_its_place_in_the_epoch_alone()
    {
        var whole = Changed(Everything, seed: 3, epoch: 2, parts: [Rows]);

        Assert.Equal(whole, Changed(Everything, seed: 3, epoch: 2, parts: [7, 7, 6]));
        Assert.Equal(whole, Changed(Everything, seed: 3, epoch: 2, parts: [1, 19]));
        // Equal rows at different places are changed differently.
        var same = new float[Rows * Width];
        new Augmenter(Everything, 3).Apply(2, 0, Width, same);
        Assert.Equal(Rows, same.Chunk(Width).Select(row => string.Join(' ', row)).Distinct().Count());
    }

    [Fact]
    public void Another_seed_or_epoch_or_place_changes_otherwise()
    {
        var outcomes = new[] { (3, 2, 0), (4, 2, 0), (3, 3, 0), (3, 2, 20) }.Select(at =>
        {
            var x = Inputs();
            new Augmenter(Everything, at.Item1).Apply(at.Item2, at.Item3, Width, x);
            return string.Join(' ', x);
        });

        Assert.Equal(4, outcomes.Distinct().Count());
    }

    [Fact]
    public void Two_steps_of_a_kind_draw_by_themselves()
    {
        // If both drew the same, they would cancel or both be left out.
        var x = new float[] { 1, 2 };
        var changed = 0;
        for (var epoch = 0; epoch < 100; epoch++)
        {
            x = [1, 2];
            new Augmenter(Augmentation.Images(1, 2).FlipHorizontally().FlipHorizontally(), 1).Apply(epoch, 0, 2, x);
            changed += x[0] == 2 ? 1 : 0;
        }

        Assert.InRange(changed, 30, 70);
    }

    [Fact]
    public void Steps_are_applied_in_their_order()
    {
        var image = Augmentation.Images(3, 3, fill: 5);
        var (cutFirst, cutLast) = (new float[9], new float[9]);
        new Augmenter(image.CutOut(3).Noise(0.1), 1).Apply(1, 0, 9, cutFirst);
        new Augmenter(image.Noise(0.1).CutOut(3), 1).Apply(1, 0, 9, cutLast);

        Assert.DoesNotContain(5, cutFirst);
        Assert.Contains(5, cutLast);
    }

    [Fact]
    public void Nothing_to_do_changes_nothing() => Assert.Equal(Inputs(), Changed(Augmentation.Images(6, 5, 2), seed: 1, epoch: 1, parts: [Rows]));

    [Fact]
    public void Rows_of_numbers_get_noise()
    {
        var x = new float[30_000];
        new Augmenter(Augmentation.Rows.Noise(0.5f), 1).Apply(1, 0, 3, x);

        Assert.InRange(Math.Sqrt(x.Average(value => (double)value * value)), 0.49, 0.51);
    }

    [Fact]
    public void The_bits_are_those_of_every_machine()
    {
        // With DOTNET_EnableAVX512=0 and the like it shows that neither the width nor the processor's own functions come in.
        var hash = new ContentHash();
        hash.Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Changed(Everything, seed: 3, epoch: 2, parts: [Rows])));

        Assert.Equal("E650CAB591E6927E", hash.Value.ToString("X16"));
    }

    [Fact]
    public void Nothing_allocates()
    {
        var augmenter = new Augmenter(Everything, 1);
        var x = Inputs();
        augmenter.Apply(1, 0, Width, x);
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            augmenter.Apply(1, 0, Width, x);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static float[] Inputs() => Kernels.Numbers.Random(Rows * Width, 1);

    private static float[] Changed(Augmentation augmentation, int seed, int epoch, int[] parts)
    {
        var (x, augmenter, first) = (Inputs(), new Augmenter(augmentation, seed), 0);
        foreach (var rows in parts)
        {
            augmenter.Apply(epoch, first, Width, x.AsSpan(first * Width, rows * Width));
            first += rows;
        }

        return x;
    }
}
