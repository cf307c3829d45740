using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>
/// The peer's side: a process that says "ready" and its settings, then answers each line that it reads with one: "go n" with microseconds per iteration by the clock and of the core, "score" with
/// the loss and the accuracy (nan where there are no classes), "restart" with "ready". Between answers it waits and takes no time from us.
/// </summary>
internal sealed class PeerProcess : ITrainingSide
{
    private readonly Process _process;

    public PeerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        Settings = Ready();
    }

    /// <summary>What the peer says that it runs with.</summary>
    public string Settings { get; }

    public void Restart()
    {
        Say("restart");
        Ready();
    }

    public ChunkTime Go(int iterations)
    {
        var (clock, core) = Ask($"go {iterations}");
        return new(clock, core);
    }

    public Score Score()
    {
        var (loss, accuracy) = Ask("score");
        return new(loss, double.IsNaN(accuracy) ? null : accuracy);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private (double First, double Second) Ask(string line)
    {
        Say(line);
        var answer = Answer();
        return answer.Split(' ') is [var first, var second] ? (Number(first), Number(second)) : throw Unexpected(answer);
    }

    private void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private string Ready()
    {
        var answer = Answer();
        return answer.StartsWith("ready", StringComparison.Ordinal) ? answer["ready".Length..].Trim() : throw Unexpected(answer);
    }

    private string Answer() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended without an answer; it says why above.");

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text == "nan" ? double.NaN
        : throw Unexpected(text);

    private static InvalidOperationException Unexpected(string answer) => new($"The peer answered \"{answer}\".");
}
