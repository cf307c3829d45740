using System.Globalization;
using System.IO.Compression;
using Adjoint;

namespace Digits;

/// <summary>The 1,797 real digits that lie beside this file: see DATA.md.</summary>
internal static class DigitData
{
    private const int Pixels = 8 * 8;

    public static Dataset<Digit> Read()
    {
        using var resource = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        var pixels = new List<float>();
        var digits = new List<Digit>();
        while (reader.ReadLine() is { } line)
        {
            // 64 pixels from 0 (white) to 16 (black), then the digit.
            var numbers = line.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            pixels.AddRange(numbers.Take(Pixels).Select(pixel => pixel / 16));
            digits.Add((Digit)(int)numbers[Pixels]);
        }

        return Dataset.From(pixels, digits);
    }
}
