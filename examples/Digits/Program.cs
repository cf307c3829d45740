using System.Diagnostics;
using Adjoint;
using Adjoint.Terminal;
using Digits;

Console.WriteLine(DigitClassifier.Summary);

// The test set is looked at once, at the very end.
var (trainSet, validationSet, testSet) = DigitData.Read().Split(0.7, 0.15, 0.15, seed: 1);
var model = new DigitClassifier(seed: 42);
var training = model.Train(trainSet, new() { Epochs = 30, BatchSize = 32, Validation = validationSet, Seed = 7 });

Console.WriteLine();
Console.WriteLine($"{trainSet.Count:N0} digits to train on, {validationSet.Count} to validate, {testSet.Count} to test");
Console.WriteLine($"{training.EpochCount} epochs of {training.IterationsPerEpoch} iterations");
Console.WriteLine();
var stopwatch = Stopwatch.StartNew();
if (args.Contains("--watch"))
{
    // Drawn in the terminal as it goes; the loop below is what it does beneath.
    training.RunInTerminal();
}
else
{
    Console.WriteLine("epoch  iterations  loss    validation loss  accuracy  samples/s");
    foreach (var epoch in training.Epochs)
    {
        var validation = epoch.Validation!.Value;
        Console.WriteLine(
            $"{epoch.Number,5}  {epoch.IterationCount,10}  {epoch.Loss:F4}  {validation.Loss,15:F4}  {validation.Accuracy,8:P1}  {epoch.SamplesPerSecond,9:N0}");
    }
}

Console.WriteLine($"trained in {stopwatch.Elapsed.TotalSeconds:F2} s");
Console.WriteLine();
Console.WriteLine("rows: what was written; columns: what was read");
var confusion = model.Confusion(testSet);
Console.WriteLine(confusion);
Console.WriteLine();
Console.WriteLine($"test accuracy: {confusion.Accuracy:F3}");
Console.WriteLine("generated code: examples/Digits/obj/Generated/Adjoint.Generator/Adjoint.Generator.TrainingGenerator");
