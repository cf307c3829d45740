using System.Globalization;
using System.Text;
using Adjoint.Tests;

namespace Adjoint.TensorBoard.Tests;

/// <summary>Names, records and checksums.</summary>
public class FormatTests : TempFolder
{
    [Fact]
    public void TheReadersChecksumIsThatOfTheStandard()
    {
        // RFC 3720, B.4, and the check value of the catalogues.
        Assert.Equal(0xE3069283u, EventReader.Checksum("123456789"u8));
        Assert.Equal(0x8A9136AAu, EventReader.Checksum(new byte[32]));
    }

    [Fact]
    public void AFileBeginsWithItsVersion() => Assert.Equal("brain.Event:2", EventReader.VersionOf(EventFile.Create(Folder, new ScriptedTime()).Path));

    [Fact]
    public void TheFirstRecordHasTheseBytes()
    {
        var file = File.ReadAllBytes(EventFile.Create(Folder, new ScriptedTime()).Path);

        Assert.Equal(24, BitConverter.ToInt64(file));
        // wall_time 1234.5, and file_version after it.
        Assert.Equal("0900000000004A93401A0D" + Convert.ToHexString("brain.Event:2"u8), Convert.ToHexString(file[12..36]));
        Assert.Equal(40, file.Length);
    }

    [Fact]
    public void TheNameIsTimeMachineProcessAndNumber()
    {
        var name = Path.GetFileName(EventFile.Create(Folder, new ScriptedTime()).Path);
        var expected = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.0000001234.{Environment.MachineName}.{Environment.ProcessId}.");

        Assert.StartsWith(expected, name, StringComparison.Ordinal);
        Assert.True(int.TryParse(name[expected.Length..], out _), name);
    }

    [Fact]
    public void TwoFilesOfOneSecondHaveTwoNames() =>
        Assert.NotEqual(EventFile.Create(Folder, new ScriptedTime()).Path, EventFile.Create(Folder, new ScriptedTime()).Path);

    [Theory]
    [InlineData(0, "a", 0.5)]
    [InlineData(127, "Loss/train", -1e-30)]
    [InlineData(128, "Größe", 3e38)]
    [InlineData(long.MaxValue, "x", double.NaN)]
    [InlineData(1, "x", double.PositiveInfinity)]
    public void AScalarReadsBack(long step, string tag, double value)
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        file.Add(step, tag, value);
        file.Flush();

        Assert.Equal([new(1234.5, step, tag, (float)value)], EventReader.Scalars(file.Path));
    }

    [Fact]
    public void ALongTagHasALongLength()
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        var tag = new string('t', 20_000);
        file.Add(1, tag, 1);
        file.Flush();

        Assert.Equal(tag, EventReader.Scalars(file.Path).Single().Tag);
    }

    [Fact]
    public void WhatIsPendingIsWrittenAfterTenSeconds()
    {
        var time = new ScriptedTime();
        var file = EventFile.Create(Folder, time);
        file.Add(1, "a", 1);
        Assert.Empty(EventReader.Scalars(file.Path));
        time.Pass(9);
        file.Add(2, "a", 1);
        Assert.Empty(EventReader.Scalars(file.Path));
        time.Pass(1);
        file.Add(3, "a", 1);
        Assert.Equal([1L, 2, 3], EventReader.Scalars(file.Path).Select(scalar => scalar.Step));
        Assert.Equal([1234.5, 1243.5, 1244.5], EventReader.Scalars(file.Path).Select(scalar => scalar.Time));
    }

    [Fact]
    public void MuchThatIsPendingIsWritten()
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        for (var step = 0; step < 3000; step++)
        {
            file.Add(step, "a", step);
        }

        Assert.InRange(EventReader.Scalars(file.Path).Length, 1000, 3000);
    }

    [Fact]
    public void AFileThatIsCutAnywhereGivesItsWholeRecords()
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        file.Add(1, "a", 1);
        file.Add(2, "a", 2);
        file.Flush();
        var whole = File.ReadAllBytes(file.Path);
        var ends = EventReader.Records(whole).Select(record => record.Length + 16).ToArray();
        for (var length = 0; length <= whole.Length; length++)
        {
            var expected = length >= whole.Length ? 3 : length >= ends[0] + ends[1] ? 2 : length >= ends[0] ? 1 : 0;
            Assert.Equal(expected, EventReader.Records(whole[..length]).Count());
        }
    }

    [Fact]
    public void WhatAFailedWritingLeftIsOverwritten()
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        File.AppendAllText(file.Path, new string('x', 1000), Encoding.ASCII);
        file.Add(1, "a", 1);
        file.Flush();

        Assert.Equal(1L, EventReader.Scalars(file.Path).Single().Step);
    }

    [Fact]
    public void AReaderMayHoldTheFileOpen()
    {
        var file = EventFile.Create(Folder, new ScriptedTime());
        using var reader = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Add(1, "a", 1);
        file.Flush();

        Assert.Single(EventReader.Scalars(file.Path));
    }
}
