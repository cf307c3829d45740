using System.Runtime.InteropServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>What computes: another one may round otherwise.</summary>
internal static class RunEnvironment
{
    /// <summary>The library, the runtime, and the processor's instructions.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts { get; } =
    [
        ("library", $"Adjoint {typeof(RunEnvironment).Assembly.GetName().Version?.ToString(3)}"),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("instruction set", $"{RuntimeInformation.ProcessArchitecture} with {(Widths.Has512 ? 512 : Widths.Has256 ? 256 : 128)} bits"),
    ];
}
