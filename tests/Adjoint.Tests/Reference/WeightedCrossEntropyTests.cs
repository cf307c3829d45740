using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>Cross-entropy with weights, smoothing and probabilities, against PyTorch's float64 from the same float32 arguments.</summary>
public class WeightedCrossEntropyTests
{
    private static readonly JsonElement[] File = [.. ReferenceValues.ReadJson("weighted-cross-entropies.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Cases => [.. File.Select(entry => entry.Text("name"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradientAgree(string name)
    {
        var reference = File.Single(entry => entry.Text("name") == name);
        var (rows, classes) = (reference.Integer("rows"), reference.Integer("columns"));
        var (logits, weights, classWeights) = (reference.Floats("predictions"), reference.Floats("weights"), reference.Floats("classWeights"));
        var smoothing = reference.Float("smoothing");
        var gradient = new float[rows * classes];
        LossSum sum, loss;
        if (reference.TryGetProperty("probabilities", out _))
        {
            var probabilities = reference.Floats("probabilities");
            sum = CrossEntropy.Loss(rows, classes, logits, probabilities, weights, classWeights, smoothing);
            loss = CrossEntropy.LossAndGradient(rows, classes, logits, probabilities, weights, gradient, classWeights, smoothing);
        }
        else
        {
            var labels = reference.Integers("labels");
            sum = CrossEntropy.Loss(rows, classes, logits, labels, weights, classWeights, smoothing);
            loss = CrossEntropy.LossAndGradient(rows, classes, logits, labels, weights, gradient, classWeights, smoothing);
        }

        // The exponentials are off by an ulp each and by what the subtraction of the largest logit rounds away, half an ulp of the difference; logarithm and sums are in
        // double. A smoothing of 0.1 is a float here and a double there: another half ulp of what it multiplies. The magnitudes have the logarithm's absolute error in them.
        var spread = logits.Max() - logits.Min() is < 100 and var difference ? difference : 0; // beyond, the smaller exponentials vanish
        var roundings = (8 + spread) * Closeness.HalfUlp;
        var (expected, magnitude) = (reference.Double("loss64"), reference.Double("lossMagnitude"));
        Closeness.Near("loss", [expected], [(float)loss.Mean], _ => roundings * magnitude);
        Assert.Equal(sum, loss);

        var magnitudes = reference.Doubles("gradientMagnitude");
        Closeness.Near("gradient", reference.Doubles("gradient64"), gradient, i => roundings * magnitudes[i] + float.Epsilon);
    }
}
