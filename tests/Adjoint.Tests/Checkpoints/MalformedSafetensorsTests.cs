using System.Text;

namespace Adjoint.Tests.Checkpoints;

public sealed class MalformedSafetensorsTests : TempFolder
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Shorter_than_the_length(int length) => Refuses(new byte[length], $"expected at least 8 bytes, found {length}");

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void A_header_too_long(ulong length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuses([.. BitConverter.GetBytes(length), (byte)'{'], $"at most 100000000 bytes, found the length {length}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_header_past_the_end()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuses([.. BitConverter.GetBytes(100_000_000UL), (byte)'{', (byte)'}'], "a header of 100000000 bytes at byte 8, found 2 bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("", "found no header")]
    [InlineData(" {}", "found 0x20")]
    [InlineData("[]", "found 0x5B")]
    [InlineData("\uFEFF{}", "found 0xEF")]
    public void A_header_that_begins_otherwise(string header, string found) =>
        Refuses(Safetensors.File(header), "expected the header to begin with '{' at byte 8, " + found);

    [Fact]
    public void Bad_utf8() =>
        Refuses(Safetensors.File([.. Encoding.UTF8.GetBytes("{\"é"), 0xC3, (byte)'"', (byte)'}']), "expected a header in UTF-8", "at byte 12");

    [Theory]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{}\0")]
    [InlineData("{} {}")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"__metadata__":{},}""")]
    [InlineData("""{/**/}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1""")]
    public void Bad_json(string header) => Refuses(header, 4, "its header is not valid JSON after byte");

    [Theory]
    [InlineData("""{"a":1}""", "an object for tensor 'a', found 1 at byte 13")]
    [InlineData("""{"a":null}""", "an object for tensor 'a', found null")]
    [InlineData("""{"a":["x"]}""", "an object for tensor 'a', found [")]
    [InlineData("""{"a":{"dtype":5}}""", "a string for the dtype of tensor 'a', found 5")]
    [InlineData("""{"a":{"dtype":"F32","shape":4}}""", "an array for the shape of tensor 'a', found 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":"4"}}""", "an array for the shape of tensor 'a', found \"4\"")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":{}}}""", "an array for the data_offsets of tensor 'a', found {")]
    public void Other_values_than_expected(string header, string message) => Refuses(header, 4, message);

    [Theory]
    [InlineData("""{"a":{}}""", "found no dtype")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "tensor 'a' at byte 13, found no dtype")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "found no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "found no data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"offsets":1}}""", "the unknown field 'offsets' at byte 61")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"Shape":[1]}}""", "the unknown field 'Shape'")]
    public void Fields(string header, string message) => Refuses(header, 4, message);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}""", "'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"\u0061":{}}""", "in the header, found 'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "in tensor 'a', found 'dtype' twice, again at byte 28")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' twice")]
    [InlineData("""{"__metadata__":{"k":"1","k":"1"}}""", "in __metadata__, found 'k' twice")]
    public void Duplicate_keys(string header, string message) => Refuses(header, 8, message);

    [Theory]
    [InlineData("""{"__metadata__":null}""", "an object of strings for __metadata__, found null")]
    [InlineData("""{"__metadata__":"pt"}""", "an object of strings for __metadata__, found \"pt\"")]
    [InlineData("""{"__metadata__":{"epoch":3}}""", "a string for 'epoch' of __metadata__, found 3")]
    [InlineData("""{"__metadata__":{"epoch":{}}}""", "a string for 'epoch' of __metadata__, found {")]
    [InlineData("""{"__metadata__":{"epoch":"\ud800"}}""", "which is not Unicode")]
    [InlineData("""{"\udc00":{}}""", "which is not Unicode")]
    public void Metadata(string header, string message) => Refuses(header, 0, message);

    [Theory]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551616")]
    public void Numbers(string number)
    {
        var found = number == "[1]" ? "[" : number;
        Refuses("{" + Safetensors.Entry("a", $"[{number}]", "[0,4]") + "}", 4, "integers from 0 to", $"the shape of tensor 'a', found {found}");
        Refuses("{" + Safetensors.Entry("a", "[1]", $"[0,{number}]") + "}", 4, $"the data_offsets of tensor 'a', found {found}");
        Refuses("{" + Safetensors.Entry("a", "[1]", $"[{number},4]") + "}", 4, $"the data_offsets of tensor 'a', found {found}");
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[0]", 1)]
    [InlineData("[0,4,8]", 3)]
    public void Other_than_two_offsets(string offsets, int count) =>
        Refuses("{" + Safetensors.Entry("a", "[1]", offsets) + "}", 4, "expected 2 integers for the data_offsets of tensor 'a'", $"found {count}");

    [Theory]
    [InlineData("F31")]
    [InlineData("f32")]
    [InlineData("")]
    public void Unknown_types(string type) =>
        Refuses("{" + Safetensors.Entry("a", "[1]", "[0,4]", type) + "}", 4, $"tensor 'a' has the unknown dtype '{type}'");

    [Theory]
    [InlineData("[1]", "[0,8]", "expected 4 bytes for tensor 'a', F32 [1], found data_offsets of 8")]
    [InlineData("[3]", "[0,8]", "expected 12 bytes for tensor 'a', F32 [3], found data_offsets of 8")]
    [InlineData("[0]", "[0,8]", "expected 0 bytes for tensor 'a'")]
    [InlineData("[2]", "[8,0]", "tensor 'a' ends at byte 0 of the data, before its begin 8")]
    [InlineData("[4294967296,4294967296]", "[0,8]", "the size of tensor 'a', F32 [4294967296, 4294967296], overflows")]
    [InlineData("[4611686018427387904]", "[0,8]", "overflows")]
    [InlineData("[9223372036854775807,2,0]", "[0,8]", "overflows")]
    public void Sizes(string shape, string offsets, string message) =>
        Refuses("{" + Safetensors.Entry("a", shape, offsets) + "}", 8, message);

    [Fact]
    public void Half_a_byte() => Refuses("{" + Safetensors.Entry("a", "[3]", "[0,1]", "F4") + "}", 1, "no whole number of bytes");

    [Theory]
    [InlineData("[0,4]", "[8,12]", 12, "expected tensor 'b' to begin at byte 4 of the data, found 8: a hole")]
    [InlineData("[4,8]", "[8,12]", 12, "expected tensor 'a' to begin at byte 0 of the data, found 4: a hole")]
    [InlineData("[0,4]", "[0,4]", 4, "to begin at byte 4 of the data, found 0: an overlap")]
    [InlineData("[0,4]", "[2,6]", 6, "expected tensor 'b' to begin at byte 4 of the data, found 2: an overlap")]
    [InlineData("[0,4]", "[4,8]", 9, "expected 8 bytes of data after the header, found 9")]
    [InlineData("[0,4]", "[4,8]", 7, "expected 8 bytes of data after the header, found 7")]
    public void Places(string a, string b, int length, string message) =>
        Refuses("{" + Safetensors.Entry("a", "[1]", a) + "," + Safetensors.Entry("b", "[1]", b) + "}", length, message);

    [Fact]
    public void A_tensor_of_no_size_in_the_middle_of_another() =>
        Refuses("{" + Safetensors.Entry("a", "[2]", "[0,8]") + "," + Safetensors.Entry("b", "[0]", "[4,4]") + "}", 8, "'b' to begin at byte 8");

    [Fact]
    public void Data_without_tensors() => Refuses("{}", 1, "expected 0 bytes of data after the header, found 1");

    [Fact]
    public void Deep_nesting() => Refuses("""{"a":{"shape":""" + new string('[', 1000), 0, "shape of tensor 'a'");

    private void Refuses(string header, int dataLength, params string[] parts) => Refuses(Safetensors.File(header, dataLength), parts);

    private void Refuses(byte[] file, params string[] parts)
    {
        var path = Write("model.safetensors", file);
        var error = Assert.Throws<InvalidDataException>(() => new SafetensorsReader(path));
        Assert.StartsWith(path + " is not a valid safetensors file: ", error.Message);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
