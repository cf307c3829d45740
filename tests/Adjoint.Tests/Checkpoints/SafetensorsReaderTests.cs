using System.Text;

namespace Adjoint.Tests.Checkpoints;

public sealed class SafetensorsReaderTests : TempFolder
{
    [Theory]
    [InlineData("{}", 0, 0)]
    [InlineData("{}      ", 0, 0)]
    [InlineData("""{"__metadata__":{}}""", 0, 0)]
    [InlineData("""{"__metadata__":{"format":"pt","é":"\n"}}""", 0, 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4, 1)]
    [InlineData("""{ "a" : { "data_offsets" : [ 0 , 8 ] , "shape" : [ 2 ] , "dtype" : "F32" } }""", 8, 1)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, 1)]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,0],"data_offsets":[0,0]}}""", 0, 1)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, 2)]
    [InlineData("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, 2)]
    [InlineData("""{"":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]}}""", 3, 1)]
    public void Valid(string header, int dataLength, int tensors)
    {
        using var reader = new SafetensorsReader(Write("file", Safetensors.File(header, dataLength)));
        Assert.Equal(tensors, reader.Entries.Count);
    }

    [Theory]
    [InlineData("BOOL", 1)]
    [InlineData("U8", 1)]
    [InlineData("I8", 1)]
    [InlineData("F8_E5M2", 1)]
    [InlineData("F8_E4M3", 1)]
    [InlineData("U16", 2)]
    [InlineData("I16", 2)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("U32", 4)]
    [InlineData("I32", 4)]
    [InlineData("U64", 8)]
    [InlineData("I64", 8)]
    [InlineData("F64", 8)]
    [InlineData("C64", 8)]
    public void Other_types_parse_but_are_not_floats(string type, int bytes)
    {
        var header = "{" + Safetensors.Entry("a", "[1]", $"[0,{bytes}]", type) + "}";
        using var reader = new SafetensorsReader(Write("file", Safetensors.File(header, bytes)));
        var error = Assert.Throws<InvalidDataException>(() => reader.ReadFloats(reader.Entries[0], 0, new float[1]));
        Assert.Contains($"expected tensor 'a' to be F32, found {type} [1]", error.Message);
    }

    [Fact]
    public void Values()
    {
        var header = Encoding.UTF8.GetBytes("{" + Safetensors.Entry("a", "[1,2]", "[4,12]") + "," + Safetensors.Entry("b", "[]", "[0,4]") + "}");
        using var reader = new SafetensorsReader(
            Write("file", Safetensors.File(header, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0xC0)));
        Assert.Equal([2f, -3f], Safetensors.Floats(reader, "a"));
        Assert.Equal([1f], Safetensors.Floats(reader, "b"));
        Assert.Equal([1, 2], reader.Entries[0].Shape);
        Assert.Empty(reader.Entries[1].Shape);
    }

    [Fact]
    public void More_than_the_tensor_holds()
    {
        using var reader = new SafetensorsReader(Write("file", Safetensors.File("{" + Safetensors.Entry("a", "[2]", "[0,8]") + "}", 8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadFloats(reader.Entries[0], 1, new float[2]));
    }

    [Fact]
    public void A_refused_file_is_closed()
    {
        var path = Write("file", [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => new SafetensorsReader(path));
        using var exclusive = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_missing_file() => Assert.Throws<FileNotFoundException>(() => new SafetensorsReader(PathOf("none")));
}
