using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>Losses and their gradients against float64, from the same float32 arguments.</summary>
public class LossTests
{
    private static readonly JsonElement File = ReferenceValues.ReadJson("losses.json");

    public static TheoryData<string> CrossEntropies => Names("crossEntropy");

    public static TheoryData<string> MeanSquares => Names("meanSquaredError");

    [Theory]
    [MemberData(nameof(CrossEntropies))]
    public void CrossEntropyAgrees(string name)
    {
        var reference = Case("crossEntropy", name);
        var (rows, classes) = (reference.Integer("rows"), reference.Integer("classes"));
        var gradient = new float[rows * classes];

        var loss = CrossEntropy.LossAndGradient(rows, classes, reference.Floats("logits"), reference.Integers("labels"), [], gradient);

        // A row's loss is (max - logit) + log Σ exp(logit - max), both terms at least 0. The sum rounds once a class and holds at least a
        // 1, so its logarithm is off by at most `classes` half ulps of 1 (however small the loss is); exp, log and the difference add a few
        // in proportion, and the mean one for each row.
        var expectedLoss = reference.Double("loss64");
        Closeness.Near("loss", [expectedLoss], [(float)loss.Mean], _ => (classes + (rows + 6) * Math.Max(1, expectedLoss)) * Closeness.HalfUlp);
        CheckPyTorch(reference, "loss32", [expectedLoss], _ => (classes + (rows + 6) * Math.Max(1, expectedLoss)) * Closeness.HalfUlp);

        // Each element is a probability, less 1 for the label, over the rows: absolute, as 1 - p cancels. p is off by at most `classes` + 6
        // half ulps of itself, and rounding the difference is half an ulp of 1.
        var expected = reference.Doubles("gradient64");
        double Tolerance(int i) => ((classes + 6) * (Math.Abs(expected[i]) + 1.0 / rows) / 2 + 1.0 / rows) * Closeness.HalfUlp;
        Closeness.Near("gradient", expected, gradient, Tolerance);
        CheckPyTorch(reference, "gradient32", expected, Tolerance);
    }

    [Theory]
    [MemberData(nameof(MeanSquares))]
    public void MeanSquaredErrorAgrees(string name)
    {
        var reference = Case("meanSquaredError", name);
        var (predictions, targets) = (reference.Floats("predictions"), reference.Floats("targets"));
        var gradient = new float[predictions.Length];

        var loss = MeanSquaredError.LossAndGradient(reference.Integer("rows"), reference.Integer("columns"), predictions, targets, [], gradient);

        // A sum of squares cancels nothing: every error is relative. The difference, doubled by squaring, the square, a sum that rounds
        // once an element, and the division.
        var expectedLoss = reference.Double("loss64");
        Closeness.Near("loss", [expectedLoss], [(float)loss.Mean], _ => (predictions.Length + 4) * Closeness.HalfUlp * expectedLoss);
        CheckPyTorch(reference, "loss32", [expectedLoss], _ => (predictions.Length + 4) * Closeness.HalfUlp * expectedLoss);

        // 2 (p - t) / n: the difference, 2 / n and the product round, each by half an ulp.
        var expected = reference.Doubles("gradient64");
        Closeness.Near("gradient", expected, gradient, i => 3 * Closeness.HalfUlp * Math.Abs(expected[i]));
        CheckPyTorch(reference, "gradient32", expected, i => 3 * Closeness.HalfUlp * Math.Abs(expected[i]));
    }

    private static TheoryData<string> Names(string loss) => [.. File.GetProperty(loss).EnumerateArray().Select(entry => entry.Text("name"))];

    private static JsonElement Case(string loss, string name) =>
        File.GetProperty(loss).EnumerateArray().Single(entry => entry.Text("name") == name);

    /// <summary>A tolerance that PyTorch's own float32 does not meet would ask for too much.</summary>
    private static void CheckPyTorch(JsonElement reference, string property, double[] expected, Func<int, double> tolerance) =>
        Closeness.Near($"PyTorch's {property}", expected, reference.Floats(property), tolerance);
}
