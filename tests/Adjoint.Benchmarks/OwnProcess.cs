using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>This program once more, in a process of its own.</summary>
internal static class OwnProcess
{
    /// <summary>How to start it; it may run as dotnet with the assembly, or as a program of its own.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var (program, assembly) = (Environment.ProcessPath!, typeof(OwnProcess).Assembly.Location);
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? new(program, [assembly, .. arguments]) : new(program, arguments);
    }
}
