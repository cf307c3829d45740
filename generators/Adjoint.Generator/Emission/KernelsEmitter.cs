using Adjoint.Generator.Graphs;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Kernels.g.cs</c>: the sizes that the library's kernels are compiled for.</summary>
internal static class KernelsEmitter
{
    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Kernels",
        "The sizes that the library's kernels are compiled for: constants to the JIT compiler, one struct for each distinct shape.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            foreach (var shape in model.Typed.Nodes.Where(node => node.Op is DenseOp).Select(node => model.Typed.ShapeOf(node.Inputs[1])).Distinct())
            {
                writer.Line(GeneratedCode.Attributes);
                writer.Open($"private readonly struct {SizeName.Of(shape)} : Kernels::IDenseSize");
                writer.Line($"public static int Inputs => {shape.Axes[0]};").Line();
                writer.Line($"public static int Outputs => {shape.Axes[1]};");
                writer.Close().Line();
            }
        });
}
