using System.ComponentModel;
using System.Diagnostics;

namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>A test that reads a trace of system calls: skipped where strace is not installed or may trace nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute : FactAttribute
{
    private static readonly bool Works = Try();

    public StraceFactAttribute() => Skip = Works ? null : "strace is not installed (apt-get install strace), or may not trace";

    private static bool Try()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { RedirectStandardError = true });
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
