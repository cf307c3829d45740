using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>The losses that compare outputs one by one, against PyTorch's float64 from the same float32 arguments.</summary>
public class ElementwiseLossTests
{
    private static readonly JsonElement[] File = [.. ReferenceValues.ReadJson("elementwise-losses.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Cases => [.. File.Select(entry => entry.Text("name")).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradientAgree(string name)
    {
        foreach (var reference in File.Where(entry => entry.Text("name") == name))
        {
            var gradient = new float[reference.Integer("rows") * reference.Integer("columns")];
            var (sum, loss) = Run(reference, gradient);

            // No loss cancels but Poisson's and Kullback and Leibler's, and the magnitudes allow for those. A dozen roundings at most, by half an ulp each, lie
            // between the arguments and a loss, and its sum is in double; where logarithms and exponentials are, 4 ulp of each.
            var (expected, magnitude) = (reference.Double("loss64"), reference.Double("lossMagnitude"));
            Closeness.Near("loss", [expected], [(float)loss.Mean], _ => 12 * Closeness.HalfUlp * magnitude + float.Epsilon);
            Assert.Equal(reference.Integer("rows"), sum.Weight);
            Assert.Equal(sum, loss);

            var magnitudes = reference.Doubles("gradientMagnitude");
            Closeness.Near("gradient", reference.Doubles("gradient64"), gradient, i => 12 * Closeness.HalfUlp * magnitudes[i] + float.Epsilon);
        }
    }

    private static (LossSum Sum, LossSum WithGradient) Run(JsonElement reference, float[] d)
    {
        var (rows, outputs) = (reference.Integer("rows"), reference.Integer("columns"));
        var (p, t, w) = (reference.Floats("predictions"), reference.Floats("targets"), reference.Floats("weights"));
        var setting = reference.TryGetProperty("setting", out var number) ? number.GetSingle() : 0;
        switch (reference.Text("kind"))
        {
            case "MeanSquaredError":
                return (MeanSquaredError.Loss(rows, outputs, p, t, w), MeanSquaredError.LossAndGradient(rows, outputs, p, t, w, d));
            case "MeanAbsoluteError":
                return (MeanAbsoluteError.Loss(rows, outputs, p, t, w), MeanAbsoluteError.LossAndGradient(rows, outputs, p, t, w, d));
            case "Huber":
                return (Huber.Loss(rows, outputs, p, t, w, setting), Huber.LossAndGradient(rows, outputs, p, t, w, d, setting));
            case "SmoothL1":
                return (SmoothL1.Loss(rows, outputs, p, t, w, setting), SmoothL1.LossAndGradient(rows, outputs, p, t, w, d, setting));
            case "LogCosh":
                return (LogCosh.Loss(rows, outputs, p, t, w), LogCosh.LossAndGradient(rows, outputs, p, t, w, d));
            case "Hinge":
                return (Hinge.Loss(rows, outputs, p, t, w), Hinge.LossAndGradient(rows, outputs, p, t, w, d));
            case "Poisson":
                return (Poisson.Loss(rows, outputs, p, t, w), Poisson.LossAndGradient(rows, outputs, p, t, w, d));
            case "KullbackLeibler":
                return (KullbackLeibler.Loss(rows, outputs, p, t, w), KullbackLeibler.LossAndGradient(rows, outputs, p, t, w, d));
            default:
                var c = reference.Floats("positiveWeights");
                return (BinaryCrossEntropy.Loss(rows, outputs, p, t, w, c), BinaryCrossEntropy.LossAndGradient(rows, outputs, p, t, w, d, c));
        }
    }
}
