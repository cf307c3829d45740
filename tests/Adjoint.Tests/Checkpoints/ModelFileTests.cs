namespace Adjoint.Tests.Checkpoints;

public sealed class ModelFileTests : TempFolder
{
    // hidden: 3 inputs, 2 outputs; the values count up in memory order.
    private static Parameter[] Model(float first = 1, int inputs = 3, int outputs = 2)
    {
        var none = Initializer.FanIn(1);
        ParameterLayout[] layouts =
        [
            new("hidden.weight", 0, [inputs, outputs], none, transposedInFiles: true),
            new("hidden.bias", inputs * outputs, [outputs], none),
        ];
        var arena = new Arena((inputs * outputs) + outputs);
        for (var i = 0; i < arena.Length; i++)
        {
            arena.Span[i] = first + i;
        }

        return [.. layouts.Select(layout => new Parameter(arena, layout))];
    }

    private string Path => PathOf("model.safetensors");

    [Fact]
    public void The_bytes_of_a_tiny_model()
    {
        ModelFile.Save(Path, Model());
        byte[] expected =
        [
            0xA8, 0, 0, 0, 0, 0, 0, 0,
            .. """{"__metadata__":{"format":"pt"}"""u8,
            .. ""","hidden.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"""u8,
            .. ""","hidden.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]}}"""u8,
            .. "     "u8,
            0, 0, 0xE0, 0x40, 0, 0, 0, 0x41, // 7, 8
            0, 0, 0x80, 0x3F, 0, 0, 0x40, 0x40, 0, 0, 0xA0, 0x40, // 1, 3, 5: the weights of the first output
            0, 0, 0, 0x40, 0, 0, 0x80, 0x40, 0, 0, 0xC0, 0x40, // 2, 4, 6
        ];
        Assert.Equal(expected, File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(257, 131)]
    [InlineData(20_000, 2)]
    public void Every_bit_comes_back(int inputs, int outputs)
    {
        var (saved, loaded) = (Model(1, inputs, outputs), Model(0, inputs, outputs));
        saved[0].Values[0] = float.NaN;
        saved[1].Values[0] = -0f;
        ModelFile.Save(Path, saved);
        ModelFile.Load(Path, loaded, "Tiny");
        Assert.Equal(Bits(saved), Bits(loaded));
    }

    [Fact]
    public void A_weight_is_transposed()
    {
        ModelFile.Save(Path, Model());
        using var reader = new SafetensorsReader(Path);
        Assert.Equal([1, 3, 5, 2, 4, 6], Safetensors.Floats(reader, "hidden.weight"));
        Assert.Equal([2, 3], reader.Entries.Single(entry => entry.Name == "hidden.weight").Shape);
    }

    [Fact]
    public void A_missing_tensor()
    {
        SafetensorsWriter.Write(Path, [Safetensors.Source("hidden.weight", [2, 3], new float[6])]);
        Refuses("'hidden.bias': expected [2], found no such tensor");
    }

    [Fact]
    public void A_renamed_tensor_is_missing_first()
    {
        SafetensorsWriter.Write(Path, [Safetensors.Source("a", [2, 3], new float[6]), Safetensors.Source("hidden.bias", [2], new float[2])]);
        Refuses("'hidden.weight': expected [2, 3], found no such tensor");
    }

    [Fact]
    public void An_extra_tensor()
    {
        SafetensorsWriter.Write(
            Path,
            [
                Safetensors.Source("hidden.weight", [2, 3], new float[6]),
                Safetensors.Source("hidden.bias", [2], new float[2]),
                Safetensors.Source("output.bias", [1], new float[1]),
            ]);
        Refuses("'output.bias': expected no such tensor, found F32 [1]");
    }

    [Theory]
    [InlineData(new[] { 3, 2 }, "[3, 2]")]
    [InlineData(new[] { 6 }, "[6]")]
    [InlineData(new[] { 2, 3, 1 }, "[2, 3, 1]")]
    [InlineData(new int[0], "[]")]
    public void Another_shape(int[] shape, string found)
    {
        var length = shape.Aggregate(1, (product, extent) => product * extent);
        SafetensorsWriter.Write(
            Path, [Safetensors.Source("hidden.weight", shape, new float[length]), Safetensors.Source("hidden.bias", [2], new float[2])]);
        Refuses($"'hidden.weight': expected [2, 3], found {found}");
    }

    [Fact]
    public void Another_type()
    {
        var header = "{" + Safetensors.Entry("hidden.weight", "[2,3]", "[0,24]") + "," + Safetensors.Entry("hidden.bias", "[2]", "[24,28]", "F16") + "}";
        Write("model.safetensors", Safetensors.File(header, 28));
        Refuses("'hidden.bias': expected F32 [2], found F16 [2]");
    }

    [Fact]
    public void A_malformed_file_changes_nothing()
    {
        ModelFile.Save(Path, Model());
        File.WriteAllBytes(Path, File.ReadAllBytes(Path)[..^1]);
        var model = Model(100);
        Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path, model, "Tiny"));
        Assert.Equal(Bits(Model(100)), Bits(model));
    }

    private void Refuses(string difference)
    {
        var model = Model(100);
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path, model, "Tiny"));
        Assert.Equal($"{Path} is not a file of Tiny: the first tensor that differs is {difference}.", error.Message);
        Assert.Equal(Bits(Model(100)), Bits(model));
    }

    private static int[] Bits(Parameter[] model) =>
        [.. model.SelectMany(parameter => parameter.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];
}
