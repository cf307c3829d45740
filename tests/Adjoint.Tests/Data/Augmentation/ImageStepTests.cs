namespace Adjoint.Tests.Data.Augmentations;

/// <summary>What the exact changes of images do, by hand.</summary>
public class ImageStepTests
{
    private const float F = -1;

    [Fact]
    public void Moved_down_and_right() => Assert.Equal(
        [
            F, F, F,
            F, 1, 2,
            F, 4, 5,
        ],
        Moved(down: 1, right: 1));

    [Fact]
    public void Moved_up_and_right() => Assert.Equal(
        [
            F, F, 4,
            F, F, 7,
            F, F, F,
        ],
        Moved(down: -1, right: 2));

    [Fact]
    public void Moved_left_alone() => Assert.Equal(
        [
            2, 3, F,
            5, 6, F,
            8, 9, F,
        ],
        Moved(down: 0, right: -1));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 5, 1)]
    [InlineData(4, 1, 2)]
    [InlineData(3, 4, 1)]
    [InlineData(4, 3, 3)]
    public void Moved_by_any_distance(int height, int width, int channels)
    {
        var image = new ImageLayout(height, width, channels, F);
        var x = Kernels.Numbers.Random(height * width * channels, 1);
        for (var down = 1 - height; down < height; down++)
        {
            for (var right = 1 - width; right < width; right++)
            {
                var y = x.ToArray();
                ShiftStep.Move(image, down, right, y);
                for (var i = 0; i < y.Length; i++)
                {
                    var (row, column, channel) = (i / channels / width - down, (i / channels % width) - right, i % channels);
                    var isInside = row >= 0 && row < height && column >= 0 && column < width;
                    Assert.Equal(isInside ? x[(((row * width) + column) * channels) + channel] : F, y[i]);
                }
            }
        }
    }

    [Fact]
    public void Mirrored_left_and_right_with_the_channels_of_a_pixel_in_their_order()
    {
        Assert.Equal([3, 2, 1, 6, 5, 4], Flipped(new(2, 3, 1, 0), isVertical: false, [1, 2, 3, 4, 5, 6]));
        Assert.Equal([5, 6, 3, 4, 1, 2], Flipped(new(1, 3, 2, 0), isVertical: false, [1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Mirrored_top_and_bottom()
    {
        Assert.Equal([5, 6, 3, 4, 1, 2], Flipped(new(3, 2, 1, 0), isVertical: true, [1, 2, 3, 4, 5, 6]));
        Assert.Equal([3, 4, 1, 2], Flipped(new(2, 1, 2, 0), isVertical: true, [1, 2, 3, 4]));
        Assert.Equal([3, 2, 1], Flipped(new(3, 1, 1, 0), isVertical: true, [1, 2, 3]));
    }

    [Fact]
    public void A_square_inside_and_over_the_corners()
    {
        Assert.Equal([1, 2, 3, 4, F, F, 7, F, F], CutOut(top: 1, left: 1, size: 2));
        Assert.Equal([F, 2, 3, 4, 5, 6, 7, 8, 9], CutOut(top: -1, left: -1, size: 2));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, F], CutOut(top: 2, left: 2, size: 3));
        Assert.Equal([F, F, F, F, F, F, F, F, F], CutOut(top: -1, left: -1, size: 5));
        var colours = new float[] { 1, 2, 3, 4, 5, 6 };
        CutOutStep.Fill(new(1, 3, 2, F), 0, 1, 1, colours);
        Assert.Equal([1, 2, F, F, 5, 6], colours);
    }

    [Fact]
    public void Every_shift_of_the_range_comes_equally_often()
    {
        var step = new ShiftStep(new(9, 9, 1, 0), 2, 3);
        var counts = new Dictionary<int, int>();
        for (var draw = 0; draw < 35_000; draw++)
        {
            var image = new float[81];
            image[40] = 1;
            step.Apply(CounterRandom.Bits(7, draw), image, []);
            var place = Array.IndexOf(image, 1);
            counts[place] = counts.GetValueOrDefault(place) + 1;
        }

        Assert.Equal(from row in Enumerable.Range(2, 5) from column in Enumerable.Range(1, 7) select (row * 9) + column, counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    [Fact]
    public void The_centre_of_a_square_is_any_pixel_equally_often()
    {
        var step = new CutOutStep(new(3, 4, 1, 1), 1, 1);
        var counts = new int[12];
        for (var draw = 0; draw < 12_000; draw++)
        {
            var image = new float[12];
            step.Apply(CounterRandom.Bits(7, draw), image, []);
            counts[Array.IndexOf(image, 1)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Probabilities_are_kept(double probability)
    {
        var image = new ImageLayout(2, 2, 1, 9);
        foreach (var step in (AugmentationStep[])[new FlipStep(image, false, probability), new FlipStep(image, true, probability), new CutOutStep(image, 1, probability)])
        {
            var changed = 0;
            for (var draw = 0; draw < 10_000; draw++)
            {
                var x = new float[] { 1, 2, 3, 4 };
                step.Apply(CounterRandom.Bits(5, draw), x, new float[step.ScratchFloats]);
                changed += x.SequenceEqual([1, 2, 3, 4]) ? 0 : 1;
            }

            var deviation = Math.Sqrt(10_000 * probability * (1 - probability));
            Assert.InRange(changed, (10_000 * probability) - (4 * deviation), (10_000 * probability) + (4 * deviation));
        }
    }

    private static float[] Moved(int down, int right)
    {
        var x = new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
        ShiftStep.Move(new(3, 3, 1, F), down, right, x);
        return x;
    }

    private static float[] Flipped(ImageLayout image, bool isVertical, float[] x)
    {
        var step = new FlipStep(image, isVertical, 1);
        step.Apply(1, x, new float[step.ScratchFloats]);
        return x;
    }

    private static float[] CutOut(int top, int left, int size)
    {
        var x = new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
        CutOutStep.Fill(new(3, 3, 1, F), top, left, size, x);
        return x;
    }
}
