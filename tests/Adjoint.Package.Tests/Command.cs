using System.Diagnostics;

namespace Adjoint.Package.Tests;

/// <summary>What a process printed, and how long it ran.</summary>
/// <param name="Output">Standard output and standard error, as they came.</param>
/// <param name="Duration">From its start to its end.</param>
public sealed record CommandResult(string Output, TimeSpan Duration);

/// <summary>Runs programs in a folder, as a user's shell would.</summary>
/// <param name="folder">The working folder.</param>
/// <param name="packages">Where NuGet unpacks to; the user's own folder if null.</param>
public sealed class Command(string folder, string? packages = null)
{
    // What the test host has set for itself or was started with; a build started from here would load its parts.
    private static readonly string[] HostsOwn = ["MSBUILD", "DOTNET_HOST_PATH", "VSTEST", "TESTINGPLATFORM"];

    private static readonly string DotnetPath = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs the dotnet command; no process outlives it.</summary>
    public Task<CommandResult> Dotnet(params string[] arguments) => Run(DotnetPath, arguments);

    /// <summary>Runs a program to its end; fails with all that it printed if it does not end well.</summary>
    public async Task<CommandResult> Run(string program, params string[] arguments)
    {
        var (code, result) = await Try(program, arguments);
        return code == 0 ? result : throw Failure($"exit code {code}", program, arguments, result.Output);
    }

    /// <summary>Runs a build that has to fail, and returns what it printed.</summary>
    public async Task<string> FailingDotnet(params string[] arguments)
    {
        var (code, result) = await Try(DotnetPath, arguments);
        return code != 0 ? result.Output : throw Failure("it should have failed", DotnetPath, arguments, result.Output);
    }

    private static InvalidOperationException Failure(string what, string program, string[] arguments, string output)
        => new($"{what}: {program} {string.Join(' ', arguments)}{Environment.NewLine}{output}");

    private async Task<(int Code, CommandResult Result)> Try(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetEnvironment(start.Environment);
        var output = new List<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(output, line.Data);
        var stopwatch = Stopwatch.StartNew();
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // The first restore on a machine fetches the runtime and the ahead-of-time compiler.
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw Failure("no end after 5 minutes", program, arguments, Text(output));
        }

        return (process.ExitCode, new CommandResult(Text(output), stopwatch.Elapsed));
    }

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => HostsOwn.Any(own => name.StartsWith(own, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            environment.Remove(name);
        }

        // Servers that stay behind keep the pipes open, and this process waits for their end.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        if (packages is not null)
        {
            environment["NUGET_PACKAGES"] = packages;
        }
    }

    private static void Add(List<string> output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Add(line);
            }
        }
    }

    private static string Text(List<string> output)
    {
        lock (output)
        {
            return string.Join('\n', output);
        }
    }
}
