using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>A process that answers each line with one, and between its answers waits and takes no time from us.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly Process _process;

    public Conversation(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        Settings = Ready();
    }

    /// <summary>What it says that it runs with.</summary>
    public string Settings { get; }

    /// <summary>The time that the processors worked for it until now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Says a line that is answered by "ready", and returns what follows that.</summary>
    public string Order(string line)
    {
        Say(line);
        return Ready();
    }

    /// <summary>Asks for one number.</summary>
    public double Number(string line)
    {
        Say(line);
        return Parse(Answer());
    }

    /// <summary>Asks for two numbers.</summary>
    public (double First, double Second) Numbers(string line)
    {
        Say(line);
        var answer = Answer();
        return answer.Split(' ') is [var first, var second] ? (Parse(first), Parse(second)) : throw Unexpected(answer);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
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

    public static double Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text == "nan" ? double.NaN
        : throw Unexpected(text);

    private static InvalidOperationException Unexpected(string answer) => new($"The peer answered \"{answer}\".");
}
