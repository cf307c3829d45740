using System.Globalization;
using Adjoint;
using CsvHelper;
using CsvHelper.Configuration;
using Iris;

// Any reader that makes objects will do: CsvHelper fills the record, and the record knows how to become floats.
using var file = new StreamReader(typeof(Flower).Assembly.GetManifestResourceStream("iris.csv")!);
using var csv = new CsvReader(file, new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false });
csv.Read(); // "150,4,setosa,versicolor,virginica" are no flower
List<Flower> flowers = [.. csv.GetRecords<Flower>()];

var (trainSet, validationSet, testSet) = Flower.Dataset(flowers, new() { Source = "iris.csv" }).Split(0.6, 0.2, 0.2, seed: 1);
var model = new FlowerClassifier(seed: 42);
Console.WriteLine(FlowerClassifier.Summary);
Console.WriteLine();
Console.WriteLine($"{trainSet.Count} flowers to train on, {validationSet.Count} to validate, {testSet.Count} to test");
Console.WriteLine();
Console.WriteLine("epoch  loss    validation loss  accuracy");
foreach (var epoch in model.Train(trainSet, new() { Epochs = 50, BatchSize = 16, Validation = validationSet, Seed = 7 }).Epochs)
{
    if (epoch.Validation is { } validation && (epoch.Number % 5 == 0 || epoch.Number == 1))
    {
        Console.WriteLine($"{epoch.Number,5}  {epoch.Loss:F4}  {validation.Loss,15:F4}  {validation.Accuracy,8:P1}");
    }
}

Console.WriteLine();
Console.WriteLine(model.Confusion(testSet));
Console.WriteLine();
Console.WriteLine($"test accuracy: {model.Evaluate(testSet).Accuracy:F3}");

// A flower as anybody may have measured it: nobody knows its species yet.
var found = new Flower(SepalLength: 6.1f, SepalWidth: 2.9f, PetalLength: 4.6f, PetalWidth: 1.4f, Species: default);
Species species = model.Classify(found);
Span<float> probabilities = stackalloc float[3];
model.Predict(found, probabilities);
Console.WriteLine($"a flower with petals of {found.PetalLength} x {found.PetalWidth} cm: {species}, with a probability of {probabilities[(int)species]:P1}");
