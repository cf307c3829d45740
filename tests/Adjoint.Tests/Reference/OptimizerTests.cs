using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>Fifty steps along given gradients, against PyTorch's float32.</summary>
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
        var (first, second) = (new float[parameters.Length], new float[parameters.Length]);

        for (var step = 1; step <= gradients.Length; step++)
        {
            Update(reference, step, gradients[step - 1], first, second, parameters);
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

    private static void Update(JsonElement reference, int step, float[] gradient, float[] first, float[] second, float[] parameters)
    {
        var (learningRate, weightDecay) = (reference.Double("learningRate"), reference.Double("weightDecay"));
        if (reference.Text("kind") == "SGD")
        {
            var momentum = reference.Float("momentum");
            if (momentum == 0)
            {
                Sgd.Update((float)learningRate, (float)weightDecay, gradient, parameters);
            }
            else
            {
                Sgd.Update((float)learningRate, momentum, (float)weightDecay, gradient, first, parameters);
            }

            return;
        }

        var adam = new AdamStep(
            learningRate, reference.Double("beta1"), reference.Double("beta2"), reference.Double("epsilon"), weightDecay, step);
        if (reference.Text("kind") == "AdamW")
        {
            AdamW.Update(in adam, gradient, first, second, parameters);
        }
        else
        {
            Adam.Update(in adam, gradient, first, second, parameters);
        }
    }
}
