using System.Diagnostics;
using Adjoint;
using FashionMnist;

if (FashionFiles.Locate(args) is not { } files)
{
    Console.WriteLine(FashionFiles.HowToGet);
    return 1;
}

Console.WriteLine(FashionClassifier.Summary);

// The 10,000 test images are looked at once, at the very end; validation takes 5,000 of the 60,000.
var (trainSet, validationSet) = Dataset.FromIdx<Garment>(files.TrainImages, files.TrainLabels).Split(11.0 / 12, 1.0 / 12, seed: 1);
var testSet = Dataset.FromIdx<Garment>(files.TestImages, files.TestLabels);
var model = new FashionClassifier(seed: 42);
Console.WriteLine();
Console.WriteLine($"{trainSet.Count:N0} images to train on, {validationSet.Count:N0} to validate, {testSet.Count:N0} to test");
Console.WriteLine();
Console.WriteLine("epoch  iterations  loss    validation loss  accuracy  samples/s");

// With --augment every second image comes mirrored, others in each epoch: there is more to learn by heart, and so it takes more epochs.
var isAugmented = args.Contains("--augment");
var options = new TrainingOptions<Garment>
{
    Epochs = isAugmented ? 30 : 10, BatchSize = 64, Validation = validationSet, Seed = 7,
    Augmentation = isAugmented ? Augmentation.Images(height: 28, width: 28).FlipHorizontally() : null,
};

// A second training goes on where the first one ended: here with a tenth of the learning rate, for the last per cent.
var stopwatch = Stopwatch.StartNew();
Run(model.Train(trainSet, options));
Run(model.Train(trainSet, options with { Epochs = options.Epochs / 2, LearningRate = 1e-4 }));
Console.WriteLine($"trained in {stopwatch.Elapsed.TotalSeconds:F2} s");
Console.WriteLine();
Console.WriteLine("rows: what is on the picture; columns: what was recognised");
var confusion = model.Confusion(testSet);
Console.WriteLine(confusion);
Console.WriteLine();
Console.WriteLine($"test accuracy: {confusion.Accuracy:F3}");
Console.WriteLine("generated code: examples/FashionMnist/obj/Generated/Adjoint.Generator/Adjoint.Generator.TrainingGenerator");
return 0;

static void Run(Training training)
{
    foreach (var epoch in training.Epochs)
    {
        var validation = epoch.Validation!.Value;
        Console.WriteLine(
            $"{epoch.Number,5}  {epoch.IterationCount,10}  {epoch.Loss:F4}  {validation.Loss,15:F4}  {validation.Accuracy,8:P1}  {epoch.SamplesPerSecond,9:N0}");
    }
}
