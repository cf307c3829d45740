using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>A layer size that a test sets before a call; of its own on each thread.</summary>
internal readonly struct AnySize : IDenseSize
{
    [ThreadStatic]
    private static int _inputs;

    [ThreadStatic]
    private static int _outputs;

    public static int Inputs => _inputs;

    public static int Outputs => _outputs;

    public static void Set(int inputs, int outputs) => (_inputs, _outputs) = (inputs, outputs);
}
