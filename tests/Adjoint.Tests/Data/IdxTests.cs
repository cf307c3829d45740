namespace Adjoint.Tests.Data;

public sealed class IdxTests : TempFolder
{
    private static readonly byte[] Images = Idx.Images(2, 2, 3, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255);
    private static readonly byte[] Labels = Idx.Labels(9, 3);

    private enum Digit
    {
        Three = 3,
        Nine = 9,
    }

    private enum Small : byte
    {
        Nine = 9,
    }

    private enum Large : long
    {
        Nine = 9,
    }

    private enum Short : short
    {
        Nine = 9,
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Plain_and_gzipped_whatever_the_name(bool gzipImages, bool gzipLabels)
    {
        var set = Dataset.FromIdx<int>(
            Write("images.gz", gzipImages ? Idx.Gzip(Images) : Images), Write("labels", gzipLabels ? Idx.Gzip(Labels) : Labels));
        Assert.Equal((2, 6, 1), (set.Count, set.FeatureCount, set.LabelCount));
        Assert.Equal([0, 1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f, 5 / 255f], set.Features(0).ToArray());
        Assert.Equal(1f, set.Features(1)[5]);
        Assert.Equal([9, 3], set.SourceLabels.ToArray());
    }

    [Fact]
    public void Enums_of_every_size()
    {
        Assert.Equal([Digit.Nine, Digit.Three], Read<Digit>(Images, Labels).SourceLabels.ToArray());
        Assert.Equal(Small.Nine, Read<Small>(Images, Labels).Labels(0)[0]);
        Assert.Equal(Short.Nine, Read<Short>(Images, Labels).Labels(0)[0]);
        Assert.Equal(Large.Nine, Read<Large>(Images, Labels).Labels(0)[0]);
    }

    [Fact]
    public void Labels_that_are_no_classes() =>
        Assert.Contains("int or an enum", Assert.Throws<NotSupportedException>(() => Read<float>(Images, Labels)).Message);

    [Fact]
    public void More_than_one_segment()
    {
        var pixels = new byte[(1 << 20) + 300];
        new Random(1).NextBytes(pixels);
        var set = Read<int>(Idx.Gzip(Idx.File(8, [1, (uint)pixels.Length], pixels)), Idx.Labels(1));
        Assert.True(set.Features(0).SequenceEqual([.. pixels.Select(pixel => pixel / 255f)]));
    }

    [Fact]
    public void Counts_that_differ() => Refuses("holds 2 images, but", "holds 3 labels", Images, Idx.Labels(1, 2, 3));

    [Fact]
    public void Swapped_files() => Refuses("expected the magic number 2051 (images), found 2049", "1 axes", Labels, Images);

    [Fact]
    public void Images_for_labels() => Refuses("labels is not", "expected the magic number 2049 (labels), found 2051", Images, Images);

    [Theory]
    [InlineData(0x09, "signed byte (0x09)")]
    [InlineData(0x0B, "int16 (0x0B)")]
    [InlineData(0x0C, "int32 (0x0C)")]
    [InlineData(0x0D, "float32 (0x0D)")]
    [InlineData(0x0E, "float64 (0x0E)")]
    public void Other_types(byte type, string name) =>
        Refuses(name, "not supported", Idx.File(type, [2, 1, 1], new byte[16]), Labels);

    [Fact]
    public void Wrong_magic() => Refuses("expected the magic number", "found 0x89504E47", [0x89, 0x50, 0x4E, 0x47, 0, 0], Labels);

    [Fact]
    public void Unknown_type() => Refuses("expected the magic number", "found 0x00000A03", Idx.File(0x0A, [2, 1, 1], [1, 2]), Labels);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Cut_in_the_magic(int length) => Refuses("the magic number", $"expected 4 bytes, found {length}", Images[..length], Labels);

    [Fact]
    public void Cut_in_the_sizes() => Refuses("the sizes of 3 axes", "expected 12 bytes, found 7", Images[..11], Labels);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cut_in_the_values(bool gzip)
    {
        var cut = Images[..^5];
        Refuses("images is not a valid IDX file", "expected 12 values (2 x 2 x 3), found 7", gzip ? Idx.Gzip(cut) : cut, Labels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trailing_bytes(bool gzip)
    {
        byte[] longer = [.. Images, 0];
        Refuses("goes on after its last value", "expected 12 values", gzip ? Idx.Gzip(longer) : longer, Labels);
    }

    [Fact]
    public void A_size_of_zero() => Refuses("axis 0 has size 0", "at least 1", Idx.Images(0, 2, 3), Labels);

    [Theory]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue)]
    [InlineData(uint.MaxValue, 1, 1)]
    [InlineData(1 << 16, 1 << 16, 1 << 16)]
    public void Sizes_beyond_an_array(uint count, uint height, uint width) =>
        Refuses("more than the", "that an array can hold", Idx.Images(count, height, width, 1, 2, 3), Labels);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lying_header_takes_no_memory(bool gzip)
    {
        var liar = Idx.Images(2_000_000_000, 1, 1, 1, 2, 3);
        var path = Write("images", gzip ? Idx.Gzip(liar) : liar);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Dataset.FromIdx<int>(path, path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_missing_file() => Assert.Throws<FileNotFoundException>(() => Dataset.FromIdx<int>(PathOf("none"), PathOf("none")));

    [Fact]
    public void Damaged_gzip_is_refused_or_harmless()
    {
        var gzip = Idx.Gzip(Images);
        for (var at = 2; at < gzip.Length; at++)
        {
            var damaged = (byte[])gzip.Clone();
            damaged[at] ^= 0x55;
            OnlyInvalidData(damaged);
            OnlyInvalidData(gzip[..at]);
        }
    }

    [Fact]
    public void Damaged_plain_files_are_refused_or_harmless()
    {
        for (var at = 0; at < Images.Length; at++)
        {
            foreach (var flip in new byte[] { 1, 0x80, 0xFF })
            {
                var damaged = (byte[])Images.Clone();
                damaged[at] ^= flip;
                OnlyInvalidData(damaged);
            }
        }
    }

    private Dataset<T> Read<T>(byte[] images, byte[] labels)
        where T : unmanaged
        => Dataset.FromIdx<T>(Write("images", images), Write("labels", labels));

    private void OnlyInvalidData(byte[] images)
    {
        try
        {
            Read<int>(images, Labels);
        }
        catch (InvalidDataException error)
        {
            Assert.Contains(Folder, error.Message);
        }
    }

    private void Refuses(string first, string second, byte[] images, byte[] labels)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read<int>(images, labels));
        Assert.Contains(Folder, error.Message);
        Assert.Contains(first, error.Message);
        Assert.Contains(second, error.Message);
    }
}
