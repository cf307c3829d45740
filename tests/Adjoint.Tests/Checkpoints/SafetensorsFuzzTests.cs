namespace Adjoint.Tests.Checkpoints;

public sealed class SafetensorsFuzzTests : TempFolder
{
    private byte[] Valid()
    {
        var path = PathOf("valid");
        SafetensorsWriter.Write(
            path,
            [Safetensors.Source("hidden.weight", [2, 3], 1, 2, 3, 4, 5, 6), Safetensors.Source("hidden.bias", [2], 7, 8), Safetensors.Source("t", [], 9)],
            ("format", "pt"));
        return File.ReadAllBytes(path);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var valid = Valid();
        for (var length = 0; length < valid.Length; length++)
        {
            Assert.False(Reads(valid[..length]));
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused_or_harmless()
    {
        var valid = Valid();
        for (var bit = 0; bit < 8 * valid.Length; bit++)
        {
            var damaged = (byte[])valid.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Reads(damaged);
        }
    }

    [Fact]
    public void Random_damage_is_refused_or_harmless()
    {
        var valid = Valid();
        var random = new Random(20250101);
        var json = "{}[]\",:0123456789-.eE\\u \0\x7f"u8;
        for (var round = 0; round < 1000; round++)
        {
            var damaged = valid.ToList();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(damaged.Count);
                var value = random.Next(2) == 0 ? json[random.Next(json.Length)] : (byte)random.Next(256);
                switch (random.Next(3))
                {
                    case 0: damaged[at] = value; break;
                    case 1: damaged.Insert(at, value); break;
                    default: damaged.RemoveAt(at); break;
                }
            }

            Reads([.. damaged]);
        }
    }

    // Any other exception fails the test.
    private bool Reads(byte[] bytes)
    {
        var path = Write("damaged", bytes);
        try
        {
            using var reader = new SafetensorsReader(path);
            foreach (var entry in reader.Entries)
            {
                Safetensors.Floats(reader, entry.Name);
            }

            return true;
        }
        catch (InvalidDataException error)
        {
            Assert.StartsWith(path, error.Message);
            return false;
        }
    }
}
