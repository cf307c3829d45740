using System.Security.Cryptography;
using Adjoint;
using Spirals;

var points = new List<float[]>();
var arms = new List<Arm>();
for (var i = 0; i < 600; i++)
{
    var arm = (Arm)(i % 2);
    var radius = 0.1f + (0.9f * i / 600);
    var angle = (6 * radius) + (MathF.PI * (int)arm);
    points.Add([radius * MathF.Cos(angle), radius * MathF.Sin(angle)]);
    arms.Add(arm);
}

var (trainSet, testSet) = Dataset.From(points, arms).Split(0.8, 0.2, seed: 1);
var model = new SpiralClassifier(seed: 3);
foreach (var epoch in model.Train(trainSet, new() { Epochs = 60, Seed = 5 }).Epochs)
{
    if (epoch.Number % 20 == 0)
    {
        Console.WriteLine($"epoch {epoch.Number}: loss {epoch.Loss:F4}");
    }
}

Console.WriteLine($"accuracy {model.Evaluate(testSet).Accuracy:F4}");

var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
model.Save(file);
var loaded = SpiralClassifier.Load(file);
Console.WriteLine($"loaded {loaded.Evaluate(testSet).Accuracy:F4}");
Console.WriteLine($"parameters {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
File.Delete(file);
