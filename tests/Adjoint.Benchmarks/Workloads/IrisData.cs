using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>Fisher's irises as scikit-learn has them: 150 flowers, four lengths in centimetres each.</summary>
internal static class IrisData
{
    public const string Path = "/usr/lib/python3/dist-packages/sklearn/datasets/data/iris.csv";

    public static Dataset<Iris> Read()
    {
        // The first line counts rows and columns and names the species.
        var rows = File.ReadLines(Path).Skip(1).Select(line => line.Split(',')).ToList();
        var lengths = rows.Select(row => row[..4].Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToList();
        return Dataset.From(lengths, rows.Select(row => (Iris)int.Parse(row[4], CultureInfo.InvariantCulture)).ToList());
    }
}
