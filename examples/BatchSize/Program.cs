using Adjoint;
using Charts;
using Digits;

const int Epochs = 80;
const double Goal = 0.95;
var (trainSet, validationSet, _) = DigitData.Read().Split(0.7, 0.15, 0.15, seed: 1);

// The code is compiled before the first time is taken.
new DigitClassifier(seed: 0).Fit(trainSet, new() { Epochs = Epochs, Validation = validationSet });

var search = new BatchSizeSearch<Digit> { BatchSizes = [8, 32, 128, 512], Seeds = [1, 2, 3], Target = Goal, Training = new() { Epochs = Epochs } };
var sweep = BatchSizeSweep.Run(seed => new DigitClassifier(seed), trainSet, validationSet, search);

Console.WriteLine($"{trainSet.Count:N0} digits, {Epochs} epochs, learning rate 2e-3 whatever the batch; mean (lowest to highest) of {search.Seeds.Count} seeds");
Console.WriteLine();
Console.WriteLine($"batch  iterations/epoch  ms/epoch           epochs to {Goal:P0}         accuracy in the end");
var chart = new LineChart("The same digits in batches of different sizes", "epoch", "validation accuracy, mean of three seeds");
foreach (var result in sweep.Results)
{
    var milliseconds = Text(result.SecondsPerEpoch, 1000, "F2");
    var reached = Text(result.EpochsToTarget, 1, "F0");
    var last = Text(result.Accuracy, 100, "F1");
    Console.WriteLine($"{result.BatchSize,5}  {result.IterationsPerEpoch,16}  {milliseconds,-17}  {reached,-19}  {last} %");
    chart.Lines.Add(new(
        $"batch {result.BatchSize}",
        [.. Enumerable.Range(0, Epochs).Select(epoch => (epoch + 1.0, result.Runs.Average(run => run.Epochs[epoch].Validation!.Value.Accuracy)))]));
}

var path = args.Length > 0 ? args[0] : "batch-size.svg";
chart.Save(path);
Console.WriteLine();
Console.WriteLine($"chart: {path}");

static string Text(Spread spread, double unit, string format)
    => $"{(spread.Mean * unit).ToString(format)} ({(spread.Lowest * unit).ToString(format)} to {(spread.Highest * unit).ToString(format)})";
