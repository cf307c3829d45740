using Adjoint;
using Charts;
using Digits;

const int Epochs = 80;
const double Goal = 0.95;
int[] seeds = [1, 2, 3];
var (trainSet, validationSet, _) = DigitData.Read().Split(0.7, 0.15, 0.15, seed: 1);

// The code is compiled before the first time is taken.
new DigitClassifier(seed: 0).Fit(trainSet, new() { Epochs = Epochs, Validation = validationSet });

Console.WriteLine($"{trainSet.Count:N0} digits, {Epochs} epochs, learning rate 2e-3 whatever the batch; mean (lowest to highest) of {seeds.Length} seeds");
Console.WriteLine();
Console.WriteLine($"batch  iterations/epoch  ms/epoch           epochs to {Goal:P0}         accuracy in the end");
var chart = new LineChart("The same digits in batches of different sizes", "epoch", "validation accuracy, mean of three seeds");
foreach (var batch in (int[])[8, 32, 128, 512])
{
    var trainings = seeds.Select(seed => Train(batch, seed)).ToArray();
    var iterations = (trainSet.Count + batch - 1) / batch;
    var milliseconds = Text(trainings.Select(epochs => epochs.Average(epoch => epoch.Duration.TotalMilliseconds)), "F2");
    var reached = Text(trainings.Select(FirstGood), "F0");
    var last = Text(trainings.Select(epochs => epochs[^1].Validation!.Value.Accuracy * 100), "F1");
    Console.WriteLine($"{batch,5}  {iterations,16}  {milliseconds,-17}  {reached,-19}  {last} %");
    chart.Lines.Add(new($"batch {batch}", [.. Enumerable.Range(0, Epochs).Select(epoch => (epoch + 1.0, trainings.Average(epochs => epochs[epoch].Validation!.Value.Accuracy)))]));
}

var path = args.Length > 0 ? args[0] : "batch-size.svg";
chart.Save(path);
Console.WriteLine();
Console.WriteLine($"chart: {path}");

IReadOnlyList<Epoch> Train(int batch, int seed)
    => new DigitClassifier(seed).Fit(trainSet, new() { Epochs = Epochs, BatchSize = batch, Seed = seed, Validation = validationSet }).Epochs;

// Infinitely many if it never got there.
static double FirstGood(IReadOnlyList<Epoch> epochs)
    => epochs.Where(epoch => epoch.Validation!.Value.Accuracy >= Goal).Select(epoch => (double)epoch.Number).DefaultIfEmpty(double.PositiveInfinity).First();

static string Text(IEnumerable<double> values, string format)
{
    var numbers = values.ToArray();
    return $"{numbers.Average().ToString(format)} ({numbers.Min().ToString(format)} to {numbers.Max().ToString(format)})";
}
