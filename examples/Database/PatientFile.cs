using System.Globalization;
using System.IO.Compression;

namespace Database;

/// <summary>What the table is filled with: the 442 patients of the example Diabetes, and what tables have besides.</summary>
internal static class PatientFile
{
    /// <summary>The last of them, whose year is not over yet.</summary>
    public const int Waiting = 10;

    /// <summary>
    /// The patients of the files, numbered from 1. Of every twentieth nobody took the blood pressure; the last ten have no progression yet. Three rows follow that no model should see: a body mass
    /// index that is not a number, a sex that is none of the two, and a measurement too few.
    /// </summary>
    public static IEnumerable<Patient> Read()
    {
        Patient[] patients = [.. Lines("diabetes_data_raw.csv.gz").Zip(Lines("diabetes_target.csv.gz")).Select((line, index) => Patient(index + 1, line.First, line.Second))];
        var end = patients.Length;
        return
        [
            .. patients.Select(patient => patient with
            {
                BloodPressure = patient.Id % 20 == 0 ? null : patient.BloodPressure,
                Progression = patient.Id > end - Waiting ? null : patient.Progression,
            }),
            patients[0] with { Id = end + 1, BodyMassIndex = double.NaN },
            patients[1] with { Id = end + 2, Sex = (Sex)3 },
            patients[2] with { Id = end + 3, Serum = patients[2].Serum[..5] },
        ];
    }

    private static Patient Patient(int id, string line, string target)
    {
        var numbers = Array.ConvertAll(line.Split(' '), Number);
        return new Patient
        {
            Id = id,
            Age = (int)numbers[0],
            Sex = (Sex)(short)numbers[1],
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
