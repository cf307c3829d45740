using System.Diagnostics;

namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>A process that is killed while it trains, at iterations and at every step of writing a file, goes on to the same bits when it is started again.</summary>
public sealed class KillTests : Adjoint.Tests.TempFolder
{
    // How often the program reaches each step in a whole run.
    private static readonly (string Step, int Times)[] Steps =
        [("Iteration", 32), ("Create", 12), ("Write", 400), ("Flush", 12), ("Rename", 12), ("Written", 8)];

    [Fact]
    public void FiftyKillsChangeNoBit()
    {
        var expected = Run("undisturbed").Output[^1];
        Assert.StartsWith("Completed 4 epochs; ", expected);
        var random = new Random(1);
        // Half of the kills while a block is on its way. Each is in about a third of what is left, so that all three of a run are reached.
        var plans = Enumerable.Range(0, 18).Select(run => Enumerable.Range(0, 3).Select(_ =>
        {
            var (step, times) = random.Next(2) == 0 ? Steps[2] : Steps[random.Next(Steps.Length)];
            return $"{step}:{random.Next(1, (times / 3) + 1)}";
        }).ToArray()).ToArray();
        var kills = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, plans.Length, new() { MaxDegreeOfParallelism = 2 }, run =>
        {
            foreach (var kill in plans[run])
            {
                if (Run($"run{run}", kill).IsKilled)
                {
                    kills.Add(kill);
                }
            }

            var result = Run($"run{run}");
            Assert.False(result.IsKilled);
            Assert.EndsWith(" 0 warnings", result.Output[0]);
            Assert.True(expected == result.Output[^1], $"{string.Join(", ", plans[run])}: expected {expected}, found {result.Output[^1]}");
            Assert.Empty(Directory.GetFiles(PathOf($"run{run}"), "*.tmp"));
        });

        Assert.True(kills.Count >= 50, $"{kills.Count} kills");
        Assert.True(kills.Count(kill => kill[0] is 'C' or 'F' or 'R' || kill.StartsWith("Write:", StringComparison.Ordinal)) >= 20, string.Join(", ", kills));
    }

    [Fact]
    public void AnotherInstructionSetIsWarnedOf()
    {
        var expected = Run("undisturbed").Output[^1];
        Assert.True(Run("killed", "Iteration:12").IsKilled);

        var result = Run("killed", simd: false);

        Assert.Equal("resumed after 12 updates, 1 warnings", result.Output[0]);
        Assert.Equal(expected, result.Output[^1]);
    }

    [StraceFact]
    public void AFileIsOnTheDiskBeforeItsNameAndTheNameBeforeTheTrainingGoesOn()
    {
        var trace = PathOf("trace");
        Run("traced", tracer: ["strace", "-f", "-y", "-e", "trace=openat,open,fsync,rename,renameat,renameat2", "-o", trace]);
        // 1234  fsync(97</tmp/x/traced/epoch2-iteration3.safetensors.1f2e.tmp>) = 0
        var calls = File.ReadLines(trace)
            .Where(line => line.Contains("/traced") && (line.Contains("fsync(") || line.Contains("rename")))
            .Select(line => line.Contains("rename") ? "rename" : line.Contains(".tmp>") ? "file" : line.Contains("/traced>") ? "folder" : line)
            .ToArray();

        Assert.NotEmpty(calls);
        Assert.Equal(0, calls.Length % 3);
        Assert.All(calls.Chunk(3), written => Assert.Equal(["file", "rename", "folder"], written));
    }

    private (bool IsKilled, string[] Output) Run(string folder, string? kill = null, bool simd = true, string[]? tracer = null)
    {
        string[] command = [.. tracer ?? [], Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Adjoint.Killed.exe" : "Adjoint.Killed"), PathOf(folder)];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            Environment = { ["ADJOINT_KILL"] = kill, ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")) },
        };
        // The tests themselves may run with less than the processor has.
        foreach (var switched in new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" })
        {
            start.Environment.Remove(switched);
        }

        if (!simd)
        {
            start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 || kill is not null, $"exit code {process.ExitCode}");
        return (process.ExitCode != 0, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
