using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>Fifty steps along given gradients, against PyTorch's float32 (Lion and Lamb: against their papers' formulas in float64).</summary>
public class OptimizerTests
{
    private static readonly JsonElement File = ReferenceValues.ReadJson("optimizers.json");

    public static TheoryData<string> Cases => [.. File.GetProperty("cases").EnumerateArray().Select(entry => entry.Text("name"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ParametersAgree(string name)
    {
        var reference = File.GetProperty("cases").EnumerateArray().Single(entry => entry.Text("name") == name);
        var parameters = File.Floats("initial");
        var gradients = File.Floats("gradients").Chunk(parameters.Length).ToArray();
        var (largest, update) = (reference.Floats("largestParameter"), reference.Floats("largestUpdate"));
        var kept = new Moments(parameters.Length);

        for (var step = 1; step <= gradients.Length; step++)
        {
            Update(reference, step, gradients[step - 1], kept, parameters);
            if (reference.TryGetProperty($"after{step}", out _))
            {
                // Each step rounds the parameter twice at most (decay, update), by half an ulp each; the update, a quotient of moments
                // that have rounded a few times themselves, is good to 8 half ulps. PyTorch does the same, so twice that. The script
                // prints what PyTorch needs of its half: two thirds of it at one step, a quarter or less at fifty, as roundings cancel.
                Closeness.Near(
                    $"{name} after {step} steps", reference.Floats($"after{step}"), parameters,
                    i => 2 * step * Closeness.HalfUlp * (2 * largest[i] + 8 * update[i]) + float.Epsilon);
            }
        }

        if (reference.Text("kind") != "SGD" && reference.Double("weightDecay") == 0)
        {
            // Its gradient was always zero: not even a bit of it moves.
            Assert.Equal(File.Floats("initial")[3], parameters[3]);
        }
    }

    private static void Update(JsonElement reference, int step, float[] g, Moments kept, float[] p)
    {
        var (rate, decay) = (reference.Double("learningRate"), reference.Double("weightDecay"));
        double Number(string name) => reference.Double(name);
        bool Has(string name) => reference.TryGetProperty(name, out var value) && value.GetBoolean();
        switch (reference.Text("kind"))
        {
            case "SGD" when Number("momentum") == 0:
                Sgd.Update((float)rate, (float)decay, g, p);
                break;
            case "SGD" when Number("dampening") == 0 && !Has("nesterov"):
                Sgd.Update((float)rate, (float)Number("momentum"), (float)decay, g, kept.First, p);
                break;
            case "SGD":
                Sgd.Update(new SgdStep(rate, Number("momentum"), Number("dampening"), Has("nesterov"), decay, step), g, kept.First, p);
                break;
            case "Adam" or "AdamW":
                var adam = new AdamStep(rate, Number("beta1"), Number("beta2"), Number("epsilon"), decay, step);
                switch (reference.Text("kind"), Has("amsgrad"))
                {
                    case ("Adam", false):
                        Adam.Update(in adam, g, kept.First, kept.Second, p);
                        break;
                    case ("Adam", true):
                        Adam.Update(in adam, g, kept.First, kept.Second, kept.Third, p);
                        break;
                    case (_, false):
                        AdamW.Update(in adam, g, kept.First, kept.Second, p);
                        break;
                    default:
                        AdamW.Update(in adam, g, kept.First, kept.Second, kept.Third, p);
                        break;
                }

                break;
            case "NAdam":
                var (beta1, momentumDecay) = (Number("beta1"), Number("momentumDecay"));
                Assert.Equal(kept.Product, NAdamStep.ProductAfter(beta1, momentumDecay, step - 1));
                var nadam = new NAdamStep(rate, beta1, Number("beta2"), Number("epsilon"), decay, momentumDecay, step, kept.Product);
                kept.Product = nadam.MomentumProduct;
                NAdam.Update(in nadam, g, kept.First, kept.Second, p);
                break;
            case "RAdam":
                RAdam.Update(new RAdamStep(rate, Number("beta1"), Number("beta2"), Number("epsilon"), decay, step), g, kept.First, kept.Second, p);
                break;
            case "RMSprop":
                var rmsProp = new RmsPropStep(rate, Number("alpha"), Number("epsilon"), decay, Number("momentum"), Has("centered"));
                RmsProp.Update(in rmsProp, g, kept.First, Has("centered") ? kept.Second : [], Number("momentum") != 0 ? kept.Third : [], p);
                break;
            case "Adagrad":
                Adagrad.Update(new AdagradStep(rate, Number("learningRateDecay"), Number("epsilon"), decay, step), g, kept.First, p);
                break;
            case "Adadelta":
                Adadelta.Update(new AdadeltaStep(rate, Number("rho"), Number("epsilon"), decay), g, kept.First, kept.Second, p);
                break;
            case "Lion":
                Lion.Update(new LionStep(rate, Number("beta1"), Number("beta2"), decay), g, kept.First, p);
                break;
            default:
                Assert.Equal("Lamb", reference.Text("kind"));
                Lamb.Update(new LambStep(rate, Number("beta1"), Number("beta2"), Number("epsilon"), decay, step), g, kept.First, kept.Second, p);
                break;
        }
    }

    private sealed class Moments(int length)
    {
        public float[] First { get; } = new float[length];

        public float[] Second { get; } = new float[length];

        public float[] Third { get; } = new float[length];

        public double Product { get; set; } = 1;
    }
}
