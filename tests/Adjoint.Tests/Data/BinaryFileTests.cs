using System.Runtime.CompilerServices;

namespace Adjoint.Tests.Data;

public sealed class BinaryFileTests : TempFolder
{
    private enum Kind
    {
        No,
        Yes,
    }

    private enum Narrow : byte
    {
        No,
        Yes,
    }

    private enum Wide : long
    {
        No,
        Yes,
    }

    [Fact]
    public void Floats_come_back_with_every_bit()
    {
        float[][] rows = [[1, -0f, float.Epsilon], [float.MaxValue, 0.1f, -3]];
        Assert.Equal(2, BinaryRows.Write(PathOf("rows"), rows));
        Assert.Equal(24, new FileInfo(PathOf("rows")).Length);
        var set = Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(3), new[] { 4, 5 });
        Assert.Equal((2, 3, 1, 5), (set.Count, set.FeatureCount, set.LabelCount, set.Labels(1)[0]));
        for (var row = 0; row < 2; row++)
        {
            Assert.Equal(rows[row].Select(BitConverter.SingleToUInt32Bits), set.Features(row).ToArray().Select(BitConverter.SingleToUInt32Bits));
        }

        var batch = new float[9];
        set.GatherFeatures([1, 0, 1], batch);
        Assert.Equal([.. rows[1], .. rows[0], .. rows[1]], batch);
    }

    [Fact]
    public void Bytes_come_back_divided()
    {
        Assert.Equal(2, BinaryRows.Write(PathOf("rows"), new byte[][] { [1, 2, 3], [4, 5, 255] }));
        Assert.Equal([4 / 255f, 5 / 255f, 1], Dataset.FromBinary(PathOf("rows"), RowFormat.Bytes(3), new[] { 4, 5 }).Features(1).ToArray());
        Assert.Equal([4, 5, 255], Dataset.FromBinary(PathOf("rows"), RowFormat.Bytes(3, divisor: 1), [4, 5]).Features(1).ToArray());
    }

    [Fact]
    public void The_file_is_little_endian()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new[] { 1f } });
        BinaryRows.WriteLabels(PathOf("labels"), [258]);
        Assert.Equal([0, 0, 0x80, 0x3F], File.ReadAllBytes(PathOf("rows")));
        Assert.Equal([2, 1, 0, 0], File.ReadAllBytes(PathOf("labels")));
    }

    [Fact]
    public void Labels_of_a_file()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new float[2], [3, 4] });
        Assert.Equal([258, -1], LabelsOf([258, -1]));
        Assert.Equal([Kind.Yes, Kind.No], LabelsOf([Kind.Yes, Kind.No]));
        Assert.Equal([Narrow.Yes, Narrow.No], LabelsOf([Narrow.Yes, Narrow.No]));
        Assert.Equal([Wide.Yes, Wide.No], LabelsOf([Wide.Yes, Wide.No]));
        Assert.Equal([true, false], LabelsOf([true, false]));
        Assert.Equal([0.5f, 2], LabelsOf([0.5f, 2]));
        Assert.Equal([1f, 2, 3, 4], LabelsOf([1f, 2, 3, 4], labelCount: 2));
        Write("labels", [1, 200]);
        Assert.Equal([1, 200], Dataset.FromBinary<int>(PathOf("rows"), RowFormat.Floats(2), PathOf("labels")).SourceLabels.ToArray());
        Write("labels", [1, 0]);
        Assert.Equal([Wide.Yes, Wide.No], Dataset.FromBinary<Wide>(PathOf("rows"), RowFormat.Floats(2), PathOf("labels")).SourceLabels.ToArray());
    }

    [Fact]
    public void A_set_is_written_in_its_order()
    {
        var whole = Dataset.From([1f, 2, 3, 4, 5, 6, 7, 8], new[] { 10, 20, 30, 40 });
        var (part, _) = whole.Split(0.75, 0.25, seed: 3);
        part.SaveBinary(PathOf("rows"), PathOf("labels"));
        var read = Dataset.FromBinary<int>(PathOf("rows"), RowFormat.Floats(2), PathOf("labels"));
        Assert.Equal(3, read.Count);
        for (var row = 0; row < 3; row++)
        {
            Assert.Equal((part.Features(row)[0], part.Features(row)[1], part.Labels(row)[0]), (read.Features(row)[0], read.Features(row)[1], read.Labels(row)[0]));
        }

        Assert.Throws<ArgumentException>(() => part.SaveBinary(PathOf("rows"), PathOf("rows")));
    }

    [Fact]
    public void Files_that_hold_something_else()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new float[2], new float[2] });
        Refuses("has 16 bytes, which are no whole rows of 12 bytes (3 float32 a row): 4 are left over.", () => Read<int>(RowFormat.Floats(3), [1]));
        Refuses("has 16 bytes, which are no whole rows of 3 bytes (3 bytes a row): 1 are left over.", () => Read<int>(RowFormat.Bytes(3), [1]));
        Refuses("labels has 3 bytes, but 2 rows with 1 label each take 8 (2 of Int32, 4 bytes each), or 2 unsigned bytes.", () => Read<int>(RowFormat.Floats(2), [1, 2, 3]));
        Refuses("labels has 3 bytes, but 2 rows with 1 label each take 2 (2 of Narrow, 1 bytes each).", () => Read<Narrow>(RowFormat.Floats(2), [1, 2, 3]));
        Refuses("labels has 2 bytes, but 2 rows with 3 labels each take 24 (6 of Single, 4 bytes each).", () => Read<float>(RowFormat.Floats(2), [1, 2], 3));
        Refuses("labels: label 1 is the byte 2, expected 0 (no) or 1 (yes).", () => Read<bool>(RowFormat.Floats(2), [1, 2]));
        Write("rows", []);
        Refuses("rows is empty.", () => Read<int>(RowFormat.Floats(3), [1]));
        Assert.Throws<FileNotFoundException>(() => Dataset.FromBinary(PathOf("none"), RowFormat.Floats(1), [1]));
    }

    [Fact]
    public void Arguments_that_do_not_fit()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new float[2], new float[2] });
        var error = Assert.Throws<ArgumentException>(() => Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(2), [1, 2, 3]));
        Assert.Contains("rows has 2 rows (2 float32 a row), which have 2 labels (1 a row), but 3 were given.", error.Message);
        Assert.Contains("an enum, int, bool or float", Assert.Throws<NotSupportedException>(() => Read<double>(RowFormat.Floats(2), [])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(2), [1, 2], labelCount: 0));
        Assert.StartsWith("A row has at least one feature.", Assert.Throws<ArgumentOutOfRangeException>(() => RowFormat.Floats(0)).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_written_whole_leaves_the_old_one()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new float[2] });
        WriterRefuses("Row 1 has 3 values, the first row has 2.", [new float[2], new float[3]]);
        WriterRefuses("Row 1 is null.", [new float[2], null!]);
        WriterRefuses("Row 0 is null.", [null!]);
        WriterRefuses("Row 0 is empty.", [[]]);
        WriterRefuses("There are no rows.", []);
        Assert.StartsWith("There are no labels.", Assert.Throws<ArgumentException>(() => BinaryRows.WriteLabels<int>(PathOf("rows"), [])).Message);
        Assert.Throws<TimeZoneNotFoundException>(() => BinaryRows.Write(PathOf("rows"), Enumerable.Range(0, 9).Select(i => i < 8 ? new float[2] : throw new TimeZoneNotFoundException())));
        Assert.Equal(8, new FileInfo(PathOf("rows")).Length);
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void One_array_may_serve_for_all_rows()
    {
        var row = new byte[1];
        IEnumerable<byte[]> Rows()
        {
            for (var i = 0; i < 3; i++)
            {
                row[0] = (byte)i;
                yield return row;
            }
        }

        Assert.Equal(3, BinaryRows.Write(PathOf("rows"), Rows()));
        Assert.Equal([0, 1, 2], File.ReadAllBytes(PathOf("rows")));
    }

    [Fact]
    public void A_file_of_six_gigabytes_is_read_at_its_end()
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere a file with a hole may take the disk that it does not use.
            return;
        }

        const int Width = 4000;
        const long Rows = 1_500_000;
        using (var file = File.Create(PathOf("rows")))
        {
            file.SetLength(Rows * Width);
            file.Position = (Rows - 2) * Width;
            file.Write([51, 102]);
            file.Position = (Rows * Width) - 1;
            file.WriteByte(255);
        }

        var bytes = Dataset.FromBinary(PathOf("rows"), RowFormat.Bytes(Width), new int[Rows]);
        Assert.Equal((0.2f, 0.4f, 0f), (bytes.Features((int)Rows - 2)[0], bytes.Features((int)Rows - 2)[1], bytes.Features((int)Rows - 1)[0]));
        Assert.Equal(1, bytes.Features((int)Rows - 1)[^1]);
        var batch = new float[3 * Width];
        bytes.GatherFeatures([(int)Rows - 1, 0, (int)Rows - 2], batch);
        Assert.Equal((1f, 0f, 0.2f), (batch[Width - 1], batch[Width], batch[2 * Width]));

        var floats = Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(Width / 4), new int[Rows]);
        floats.GatherFeatures([(int)Rows - 2], batch);
        Assert.Equal(BitConverter.Int32BitsToSingle((102 << 8) + 51), batch[0]);
        Assert.Equal(BitConverter.UInt32BitsToSingle(0xFF000000), floats.Features((int)Rows - 1)[^1]);
    }

    [Fact]
    public void More_rows_than_a_set_can_have()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using (var file = File.Create(PathOf("rows")))
        {
            file.SetLength(3_000_000_000);
        }

        Refuses("has 3000000000 rows (1 bytes a row), more than the 2147483591 that a set can have.", () => Dataset.FromBinary(PathOf("rows"), RowFormat.Bytes(1), [1]));
    }

    [Fact]
    public void Others_may_read_the_file_and_replace_it()
    {
        BinaryRows.Write(PathOf("rows"), new[] { new[] { 1f } });
        var set = Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(1), [0]);
        Assert.Equal(4, File.ReadAllBytes(PathOf("rows")).Length);
        if (!OperatingSystem.IsWindows())
        {
            BinaryRows.Write(PathOf("rows"), new[] { new[] { 2f } });
            Assert.Equal(1, set.Features(0)[0]);
            File.Delete(PathOf("rows"));
            Assert.Equal(1, set.Features(0)[0]);
        }
    }

    [Fact]
    public void The_last_part_of_a_set_that_nobody_holds_lets_go_of_the_file()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        BinaryRows.Write(PathOf("rows"), new[] { new[] { 1f }, [2f] });
        KeepPart();
        for (var i = 0; i < 20 && IsMapped(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }

        Assert.False(IsMapped());

        [MethodImpl(MethodImplOptions.NoInlining)]
        void KeepPart()
        {
            var part = Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(1), [0, 1]).SplitInOrder(0.5, 0.5).Second;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(IsMapped());
            Assert.Equal(2, part.Features(0)[0]);
        }
    }

    private bool IsMapped() => File.ReadAllText("/proc/self/maps").Contains(PathOf("rows"), StringComparison.Ordinal);

    private TLabel[] LabelsOf<TLabel>(TLabel[] labels, int labelCount = 1)
        where TLabel : unmanaged
    {
        Assert.Equal(labels.Length, BinaryRows.WriteLabels(PathOf("labels"), labels));
        return Dataset.FromBinary<TLabel>(PathOf("rows"), RowFormat.Floats(2), PathOf("labels"), labelCount).SourceLabels.ToArray();
    }

    private Dataset<TLabel> Read<TLabel>(RowFormat format, byte[] labels, int labelCount = 1)
        where TLabel : unmanaged
        => Dataset.FromBinary<TLabel>(PathOf("rows"), format, Write("labels", labels), labelCount);

    private void Refuses<T>(string expected, Func<Dataset<T>> read)
        where T : unmanaged
    {
        var error = Assert.Throws<InvalidDataException>(read);
        Assert.StartsWith(Folder, error.Message);
        Assert.EndsWith(expected, error.Message);
    }

    private void WriterRefuses(string expected, float[][] rows) =>
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => BinaryRows.Write(PathOf("rows"), rows)).Message);
}
