using System.Globalization;
using System.IO.Compression;

namespace Diabetes;

/// <summary>The 442 patients in the two files that lie beside this one: see DATA.md.</summary>
internal static class PatientFile
{
    public static IEnumerable<Patient> Read() => Lines("diabetes_data_raw.csv.gz").Zip(Lines("diabetes_target.csv.gz"), Patient);

    private static Patient Patient(string line, string target)
    {
        var numbers = Array.ConvertAll(line.Split(' '), Number);
        return new Patient
        {
            Age = (int)numbers[0],
            Sex = (Sex)(int)numbers[1],
            BodyMassIndex = numbers[2],
            BloodPressure = numbers[3],
            Serum = numbers[4..],
            Progression = Number(target),
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string name)
    {
        using var resource = typeof(PatientFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
