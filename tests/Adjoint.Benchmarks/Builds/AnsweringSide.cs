using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Adjoint.Benchmarks;

/// <summary>Our side of a training as a process that answers as a peer does: how a build of this program is compared with another.</summary>
internal static class AnsweringSide
{
    /// <summary>What a Debug build says that was made for the comparison.</summary>
    public const string DebugWithShippedLibrary = "this program is not optimised, the library is";

    public static int Run(string name, string batchSize)
    {
        using var side = AllWorkloads.List.Single(workload => workload.Name == name && workload.BatchSize.ToString(CultureInfo.InvariantCulture) == batchSize).Start();
        Console.WriteLine($"ready {Settings}");
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(line.Split(' ') switch
            {
                ["go", var iterations] => Text(side.Go(int.Parse(iterations, CultureInfo.InvariantCulture))),
                ["score"] => Text(side.Score()),
                ["restart"] => Restart(side),
                _ => throw new InvalidOperationException($"No such command: {line}."),
            });
        }

        return 0;
    }

    /// <summary>The program, below the folder of its project.</summary>
    public static string PathOf(string configuration) => $"bin/{configuration}/net10.0/Adjoint.Benchmarks.dll";

    /// <summary>The side of another build.</summary>
    public static PeerProcess Start(string program, Workload workload) =>
        new(new ProcessStartInfo("dotnet", [program, "side", workload.Name, workload.BatchSize.ToString(CultureInfo.InvariantCulture)]));

    private static string Settings =>
        $"this program is {(IsOptimised(typeof(AnsweringSide).Assembly) ? "optimised" : "not optimised")}, the library is{(IsOptimised(typeof(Dataset).Assembly) ? string.Empty : " not")}";

    private static bool IsOptimised(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    private static string Text(ChunkTime time) => string.Create(CultureInfo.InvariantCulture, $"{time.Clock:R} {time.Core:R}");

    private static string Text(Score score) => string.Create(CultureInfo.InvariantCulture, $"{score.Loss:R} {(score.Accuracy is { } accuracy ? $"{accuracy.ToString("R", CultureInfo.InvariantCulture)}" : "nan")}");

    private static string Restart(ITrainingSide side)
    {
        side.Restart();
        return "ready";
    }
}
