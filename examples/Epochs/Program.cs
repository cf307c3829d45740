using Adjoint;
using Charts;
using Digits;

const int MostEpochs = 60;
var (cleanSet, validationSet, _) = DigitData.Read().Split(0.1, 0.5, 0.4, seed: 1);

// Every fifth label is wrong, as some are in most sets. What the digits have in common is learned first; the mistakes have to be learned by heart.
var rows = Enumerable.Range(0, cleanSet.Count).ToArray();
var trainSet = Dataset.From(
    [.. rows.Select(row => cleanSet.Features(row).ToArray())],
    [.. rows.Select(row => (Digit)(((int)cleanSet.Labels(row)[0] + (row % 5 == 0 ? 1 : 0)) % 10))]);
Console.WriteLine($"{LargeClassifier.ParameterCount:N0} parameters, {trainSet.Count} digits to train on, {validationSet.Count} to validate");
Console.WriteLine();

// With early stopping: the model in the end is that of the best epoch.
var stopped = new LargeClassifier(seed: 1).Train(trainSet, new()
{
    Epochs = MostEpochs, BatchSize = 16, Seed = 1, Validation = validationSet, EarlyStopping = new() { Patience = 10 },
});
Console.WriteLine("epoch  training loss  validation loss  accuracy");
foreach (var epoch in stopped.Epochs)
{
    var validation = epoch.Validation!.Value;
    Console.WriteLine($"{epoch.Number,5}  {epoch.Loss,13:F4}  {validation.Loss,15:F4}  {validation.Accuracy,8:P1}");
}

Console.WriteLine(stopped.Result.Explanation);

// Without: one seed, one result, so this is the same training to the bit, and then goes on.
var whole = new LargeClassifier(seed: 1).Fit(trainSet, new() { Epochs = MostEpochs, BatchSize = 16, Seed = 1, Validation = validationSet });
var (last, best) = (whole.Validation!.Value, stopped.Result.Best!.Value);
Console.WriteLine($"after {MostEpochs} epochs it would have been {last.Loss:F4}, {last.Loss / best.Validation!.Value.Loss:F2} times as much, and the training loss {whole.Loss:G2}.");

var chart = new LineChart($"{trainSet.Count} digits, {LargeClassifier.ParameterCount:N0} parameters", "epoch", "mean loss")
{
    Lines =
    {
        new("training", [.. whole.Epochs.Select(epoch => ((double)epoch.Number, epoch.Loss))]),
        new("validation", [.. whole.Epochs.Select(epoch => ((double)epoch.Number, epoch.Validation!.Value.Loss))]),
    },
    Marks =
    {
        new(best.Number, $"best epoch: {best.Number}"),
        new(stopped.Result.Epochs[^1].Number, $"early stopping: {stopped.Result.Epochs[^1].Number}"),
    },
};
var path = args.Length > 0 ? args[0] : "epochs.svg";
chart.Save(path);
Console.WriteLine($"chart: {path}");
