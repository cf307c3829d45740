using System.Globalization;
using System.IO.Compression;
using Adjoint.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Training;

public enum Digit
{
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}

/// <summary>Not the example's own model, which may change without changing what is computed.</summary>
[Model, Input(8, 8, Name = "pixels"), Flatten, Dense(64, Name = "hidden"), Relu, Dense<Digit>, CrossEntropy, Adam(LearningRate = 2e-3)]
public partial class DigitReader;

/// <summary>The example's real digits: one whole training that follows the curve that was once written down.</summary>
public class DigitsTests(ITestOutputHelper output)
{
    private static readonly (double Loss, double ValidationLoss, double Accuracy)[] Curve =
    [
        (2.079630, 1.743468, 0.747212),
        (1.307423, 0.944470, 0.866171),
        (0.712721, 0.562429, 0.884758),
        (0.466460, 0.398257, 0.907063),
        (0.351682, 0.301480, 0.947955),
    ];

    [Fact]
    public void TheLossFollowsItsCurve()
    {
        var (trainSet, validationSet, testSet) = Read().Split(0.7, 0.15, 0.15, seed: 1);
        var model = new DigitReader(seed: 42);

        var result = model.Fit(trainSet, new() { Epochs = Curve.Length, BatchSize = 32, Validation = validationSet, Seed = 7 });

        foreach (var epoch in result.Epochs)
        {
            output.WriteLine($"({epoch.Loss:F6}, {epoch.Validation!.Value.Loss:F6}, {epoch.Validation.Value.Accuracy:F6}),");
        }

        output.WriteLine($"test {model.Evaluate(testSet)}, {model.Bits()[..16]}");
        // Another machine adds in the same order: only a log or exp of another runtime's library may differ, far below this.
        foreach (var (epoch, expected) in result.Epochs.Zip(Curve))
        {
            Assert.Equal(expected.Loss, epoch.Loss, 1e-4);
            Assert.Equal(expected.ValidationLoss, epoch.Validation!.Value.Loss, 1e-4);
            // One of the 269 digits.
            Assert.Equal(expected.Accuracy, epoch.Validation.Value.Accuracy, 0.004);
        }

        Assert.True(model.Evaluate(testSet).Accuracy > 0.92, $"test accuracy {model.Evaluate(testSet).Accuracy}");
    }

    private static Dataset<Digit> Read()
    {
        using var resource = typeof(DigitsTests).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        // 64 pixels from 0 to 16, then the digit.
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        return Dataset.From(rows.SelectMany(row => row[..64]).Select(pixel => pixel / 16).ToArray(), rows.Select(row => (Digit)(int)row[64]).ToArray());
    }
}
