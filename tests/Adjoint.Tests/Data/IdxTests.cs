namespace Adjoint.Tests.Data;

public sealed class IdxTests : TempFolder
{
    private static readonly byte[] Images = Idx.Images(2, 2, 3, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255);
    private static readonly byte[] Labels = Idx.Labels(9, 3);

    private int _files;

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
    public void Images_for_labels() => Refuses("labels 0 is not", "expected the magic number 2049 (labels), found 2051", Images, Images);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_of_other_types_are_taken_as_they_are(bool gzip)
    {
        Assert.Equal([-128, 127], Values(gzip, 0x09, [0x80, 0x7F]));
        Assert.Equal([-32768, 258], Values(gzip, 0x0B, [0x80, 0, 1, 2]));
        Assert.Equal([-16777216, 16909060], Values(gzip, 0x0C, [0xFF, 0, 0, 0, 1, 2, 3, 4]));
        Assert.Equal([-1.5f, float.PositiveInfinity], Values(gzip, 0x0D, [0xBF, 0xC0, 0, 0, 0x7F, 0x80, 0, 0]));
        Assert.Equal([-1.5f, 0.1f], Values(gzip, 0x0E, [0xBF, 0xF8, 0, 0, 0, 0, 0, 0, 0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A]));
    }

    [Fact]
    public void Values_that_float32_does_not_hold()
    {
        Refuses("value 1 of all is 16777217", "float32 does not hold", Idx.File(0x0C, [2, 1], [0, 0, 0, 1, 1, 0, 0, 1]), Labels);
        Refuses("value 0 of all is 1E+300", "beyond the range of float32", Idx.File(0x0E, [1, 1], [0x7E, 0x37, 0xE4, 0x3C, 0x88, 0x00, 0x75, 0x9C]), Labels);
    }

    [Theory]
    [InlineData(0x09, "signed byte (0x09)")]
    [InlineData(0x0B, "int16 (0x0B)")]
    [InlineData(0x0C, "int32 (0x0C)")]
    [InlineData(0x0D, "float32 (0x0D)")]
    [InlineData(0x0E, "float64 (0x0E)")]
    public void Labels_of_other_types(byte type, string name) => Refuses(name, "not supported, only unsigned bytes", Images, Idx.File(type, [2], new byte[16]));

    [Theory]
    [InlineData(0x0B)]
    [InlineData(0x0E)]
    public void Other_types_cut_short_or_longer(byte type)
    {
        Refuses("expected 4 values (2 x 2)", "found 1", Idx.File(type, [2, 2], new byte[type == 0x0B ? 3 : 15]), Labels);
        Refuses("expected 4 values (2 x 2)", "found 3", Idx.Gzip(Idx.File(type, [2, 2], new byte[type == 0x0B ? 7 : 31])), Labels);
        Refuses("expected 4 values (2 x 2)", "found more", Idx.File(type, [2, 2], new byte[33]), Labels);
    }

    [Fact]
    public void A_set_of_a_file_that_is_not_gzipped_is_as_one_in_memory()
    {
        var (mapped, kept) = (Read<int>(Images, Labels), Read<int>(Idx.Gzip(Images), Labels));
        for (var row = 0; row < 2; row++)
        {
            Assert.Equal(kept.Features(row).ToArray(), mapped.Features(row).ToArray());
        }
    }

    [Fact]
    public void All_256_bytes_have_the_bits_of_a_division()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        foreach (var file in new[] { Idx.Images(1, 16, 16, bytes), Idx.Gzip(Idx.Images(1, 16, 16, bytes)) })
        {
            Assert.True(Read<int>(file, Idx.Labels(1)).Features(0).SequenceEqual([.. bytes.Select(value => value / 255f)]));
        }
    }

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
        Refuses("images 0 is not a valid IDX file", "expected 12 values (2 x 2 x 3), found 7", gzip ? Idx.Gzip(cut) : cut, Labels);
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

    [Fact]
    public void Sizes_beyond_any_file() =>
        Refuses("the sizes up to axis 1 (4294967295)", "more values than a file can hold", Idx.Images(uint.MaxValue, uint.MaxValue, uint.MaxValue, 1, 2, 3), Labels);

    [Theory]
    [InlineData(uint.MaxValue, 1, 1)]
    [InlineData(1 << 16, 1 << 16, 1 << 16)]
    [InlineData(1, uint.MaxValue, 1)]
    public void Sizes_beyond_the_file(uint count, uint height, uint width) =>
        Refuses("it ends early", $"({count} x {height} x {width}), found 3", Idx.Images(count, height, width, 1, 2, 3), Labels);

    [Theory]
    [InlineData(1 << 16, 1 << 15, 1, "that an array can hold")]
    [InlineData(1 << 16, 1 << 16, 1 << 16, "rows of as many values")]
    [InlineData(uint.MaxValue, 1, 1, "rows of as many values")]
    [InlineData(1, uint.MaxValue, 1, "rows of as many values")]
    public void Sizes_beyond_memory(uint count, uint height, uint width, string limit) =>
        Refuses(limit, $"({count} x {height} x {width})", Idx.Gzip(Idx.Images(count, height, width, 1, 2, 3)), Labels);

    [Fact]
    public void More_labels_than_an_array_can_hold() => Refuses("4000000000 values (4000000000)", "that an array can hold", Images, Idx.Gzip(Idx.File(8, [4_000_000_000], [1])));

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x0E)]
    public void Values_packed_a_thousandfold_take_no_memory_before_they_are_all_there(byte type)
    {
        // 64 MB in 64 KB, where the header says that there are 200 MB.
        var liar = Write("images", Idx.Gzip(Idx.File(type, [200_000_000 / (type == 8 ? 1u : 8u), 1], new byte[64_000_000])));
        var labels = Write("labels", Labels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("it ends early", Assert.Throws<InvalidDataException>(() => Dataset.FromIdx<int>(liar, labels)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void What_is_packed_a_thousandfold_and_true_is_read()
    {
        var pixels = new byte[3 << 20];
        pixels[^1] = 255;
        var set = Read<int>(Idx.Gzip(Idx.File(8, [3, 1 << 20], pixels)), Idx.Labels(1, 2, 3));
        Assert.Equal((0f, 1f), (set.Features(2)[0], set.Features(2)[^1]));
    }

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

    private float[] Values(bool gzip, byte type, byte[] values)
    {
        var file = Idx.File(type, [1, 2], values);
        return Read<int>(gzip ? Idx.Gzip(file) : file, Idx.Labels(1)).Features(0).ToArray();
    }

    private Dataset<T> Read<T>(byte[] images, byte[] labels)
        where T : unmanaged
        => Dataset.FromIdx<T>(Write($"images {_files}", images), Write($"labels {_files++}", labels)); // Another name each time: what a set reads is not written.

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
