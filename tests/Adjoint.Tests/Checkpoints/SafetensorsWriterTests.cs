namespace Adjoint.Tests.Checkpoints;

public sealed class SafetensorsWriterTests : TempFolder
{
    [Fact]
    public void The_bytes_of_a_small_file()
    {
        SafetensorsWriter.Write(
            PathOf("file"), [Safetensors.Source("b", [], 1), Safetensors.Source("a", [1, 2], 2, -3)], ("format", "pt"));
        byte[] expected =
        [
            0x90, 0, 0, 0, 0, 0, 0, 0,
            .. """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"""u8,
            .. "    "u8,
            0, 0, 0, 0x40, 0, 0, 0x40, 0xC0, 0, 0, 0x80, 0x3F,
        ];
        Assert.Equal(expected, File.ReadAllBytes(PathOf("file")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_data_begins_at_a_multiple_of_eight(int nameLength)
    {
        SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source(new string('n', nameLength), [1], 1)]);
        Assert.Equal(0, (new FileInfo(PathOf("file")).Length - sizeof(float)) % 8);
    }

    [Fact]
    public void Names_in_the_order_of_their_bytes()
    {
        string[] names = ["b.10", "b.2", "\uFFFD", "a", "😀", "Z", "é", "b"];
        SafetensorsWriter.Write(PathOf("file"), names.Select(name => Safetensors.Source(name, [1], 1)));
        using var reader = new SafetensorsReader(PathOf("file"));
        Assert.Equal(["Z", "a", "b", "b.10", "b.2", "é", "\uFFFD", "😀"], reader.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Every_bit_comes_back()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 40_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).ToArray();
        values[0] = float.NaN;
        values[1] = -0f;
        values[2] = float.Epsilon;
        SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source("x", [200, 200], values), Safetensors.Source("none", [0, 3])]);
        using var reader = new SafetensorsReader(PathOf("file"));
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), Safetensors.Floats(reader, "x").Select(BitConverter.SingleToInt32Bits));
        Assert.Empty(Safetensors.Floats(reader, "none"));
    }

    [Fact]
    public void Odd_names_and_metadata_come_back()
    {
        string[] names = ["\"\\/\b\n\t\u0001", "<a+b>&'", "\u2028", " "];
        SafetensorsWriter.Write(PathOf("file"), names.Select(name => Safetensors.Source(name, [], 1)), ("\"", "\\"));
        using var reader = new SafetensorsReader(PathOf("file"));
        Assert.Equal(names.Order(StringComparer.Ordinal), reader.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "__metadata__")]
    public void Names_that_a_file_cannot_hold(string first, string second)
    {
        var error = Assert.Throws<ArgumentException>(
            () => SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source(first, [], 1), Safetensors.Source(second, [], 1)]));
        Assert.Contains($"'{second}'", error.Message);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void An_old_file_is_replaced()
    {
        Write("file", new byte[1000]);
        SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source("a", [], 1)]);
        using var reader = new SafetensorsReader(PathOf("file"));
        Assert.Single(reader.Entries);
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_no_other()
    {
        Write("file", [1, 2, 3]);
        var fails = new SafetensorsSource("b", [1], (_, _) => throw new TimeoutException());
        Assert.Throws<TimeoutException>(() => SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source("a", [], 1), fails]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(PathOf("file")));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_target_that_cannot_be_replaced_leaves_no_temporary()
    {
        Directory.CreateDirectory(PathOf("file"));
        Assert.ThrowsAny<SystemException>(() => SafetensorsWriter.Write(PathOf("file"), [Safetensors.Source("a", [], 1)]));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_missing_folder() =>
        Assert.Throws<DirectoryNotFoundException>(() => SafetensorsWriter.Write(PathOf("none/file"), [Safetensors.Source("a", [], 1)]));

    [Fact]
    public void A_path_without_a_folder()
    {
        var name = $"adjoint-{Guid.NewGuid():N}";
        try
        {
            SafetensorsWriter.Write(name, [Safetensors.Source("a", [], 1)]);
            Assert.True(File.Exists(name));
        }
        finally
        {
            File.Delete(name);
        }
    }
}
