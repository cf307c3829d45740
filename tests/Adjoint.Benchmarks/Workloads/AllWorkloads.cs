using Digits;
using FashionMnist;

namespace Adjoint.Benchmarks;

/// <summary>
/// Every training that is compared. A new one is a model class beside this file, a line here, and its twin in peers/pytorch.py with the same names of layers.
/// </summary>
internal static class AllWorkloads
{
    private const int DigitsToTrain = 1257;

    private static readonly FashionFiles? Fashion = FashionFiles.Locate([]);

    private static readonly Lazy<(Dataset<Garment>, Dataset<Garment>)> Garments = new(() =>
        (Dataset.FromIdx<Garment>(Fashion!.TrainImages, Fashion.TrainLabels), Dataset.FromIdx<Garment>(Fashion.TestImages, Fashion.TestLabels)));

    public static Workload[] List { get; } =
    [
        new Workload<Digit>(
            "digits", "examples/Digits: 64-128-10 ReLU, cross-entropy, Adam 2e-3", 32, 100, seed => new DigitClassifier(seed), new(DigitRows)),
        Garment(32),
        Garment(64),
        Garment(128),
        Garment(256),
        new Workload<Iris>(
            "W3a", "Iris: 4-16-16-3 tanh, cross-entropy, Adam 1e-3; tested on the rows that it trains on", 16, 3000, seed => new IrisClassifier(seed), new(() => (IrisData.Read(), IrisData.Read())),
            File.Exists(IrisData.Path) ? null : "sudo apt install python3-sklearn"),
        new Workload<float>(
            "W3b", "two smooth functions: 24-24-2 tanh, mean squared error, Adam 1e-3", 200, 500, seed => new SmallRegressor(seed),
            new(() => (SyntheticData.SmoothFunctions(4000, seed: 1), SyntheticData.SmoothFunctions(1000, seed: 2)))),
        new Workload<float>(
            "W6", "exponentials of 10,000 2x2 matrices in one batch: 4-32-16-4 tanh, mean squared error, Adam 1e-3", 10_000, 1000, seed => new MatrixExponential(seed),
            new(() => (SyntheticData.MatrixExponentials(10_000, seed: 1), SyntheticData.MatrixExponentials(1000, seed: 2)))),
    ];

    private static Workload<Garment> Garment(int batchSize) => new(
        "W1", "Fashion-MNIST: 784-128-10 ReLU, cross-entropy, Adam 1e-3", batchSize, 10, seed => new FashionClassifier(seed), Garments,
        Fashion is null ? "sudo apt install dataset-fashion-mnist" : null);

    private static (Dataset<Digit> Train, Dataset<Digit> Test) DigitRows()
    {
        var all = DigitData.Read();
        return (Rows(all, 0, DigitsToTrain), Rows(all, DigitsToTrain, all.Count));
    }

    private static Dataset<Digit> Rows(Dataset<Digit> all, int first, int end)
    {
        var rows = Enumerable.Range(first, end - first).ToList();
        return Dataset.From(rows.Select(row => all.Features(row).ToArray()).ToList(), rows.Select(row => all.Labels(row)[0]).ToList());
    }
}
