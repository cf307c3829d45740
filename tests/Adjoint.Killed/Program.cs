using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Adjoint;
using Adjoint.Killed;

// args: a folder of checkpoints. Goes on with the training there, or begins it, and prints the hash of all that it leaves behind.
// ADJOINT_KILL=Write:17 sends this process SIGKILL before the 17th block is written; Create, Flush and Rename are the other steps of a file, Written is
// after its rename, and Iteration after an iteration.
var (step, count) = Environment.GetEnvironmentVariable("ADJOINT_KILL")?.Split(':') is [var name, var number] ? (name, int.Parse(number)) : (string.Empty, 0);
var pending = false;
AtomicFile.Reached = reached =>
{
    Pass(reached.ToString());
    pending = reached == WriteStep.Rename;
};

var numbers = new Random(1);
var data = Set(60);
var options = new TrainingOptions<int>
{
    Epochs = 4,
    BatchSize = 8,
    Seed = 5,
    Validation = Set(20),
    EarlyStopping = new() { Patience = 4 },
    Checkpoints = new(args[0]) { Every = 3.Iterations() },
};
var model = new Net(1);
var training = model.Resume(data, options);
Console.WriteLine($"resumed after {model.Optimizer?.Updates ?? 0} updates, {training.Warnings.Count} warnings");
foreach (var epoch in training.Epochs)
{
    foreach (var _ in epoch.Iterations)
    {
        if (pending)
        {
            pending = false;
            Pass("Written");
        }

        Pass("Iteration");
    }
}

using var left = new MemoryStream();
foreach (var tensor in model.Parameters.Concat(model.Buffers).Concat(model.Optimizer!.Tensors(model.Parameters, string.Empty)))
{
    left.Write(MemoryMarshal.AsBytes(tensor.Values));
}

left.Write(MemoryMarshal.AsBytes(model.Optimizer.Averages.Span));
foreach (var epoch in training.Result.Epochs)
{
    left.Write(BitConverter.GetBytes(epoch.Loss));
    left.Write(BitConverter.GetBytes(epoch.Validation!.Value.Loss));
}

Console.WriteLine($"{training.Result.Explanation} {Convert.ToHexString(SHA256.HashData(left.ToArray()))}");

Dataset<int> Set(int rows) => Dataset.From(
    Enumerable.Range(0, rows * 5).Select(_ => numbers.NextSingle()).ToArray(), Enumerable.Range(0, rows).Select(_ => numbers.Next(3)).ToArray());

void Pass(string reached)
{
    if (reached == step && --count == 0)
    {
        // On Unix this is SIGKILL: nothing is flushed, no block is left in order.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

namespace Adjoint.Killed
{
    /// <summary>With everything that a checkpoint has to keep.</summary>
    [Model, Input(5), Dense(16), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, NAdam(LearningRate = 0.01), Accumulate(3), AverageWeights(0.9)]
    internal sealed partial class Net;
}
