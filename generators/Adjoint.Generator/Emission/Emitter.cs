namespace Adjoint.Generator.Emission;

/// <summary>Stage six: a compiled model becomes C#. One emitter for each file.</summary>
internal static class Emitter
{
    public static EquatableArray<GeneratedSource> Emit(CompiledModel model) => Files(model).ToEquatableArray();

    private static IEnumerable<GeneratedSource> Files(CompiledModel model)
    {
        yield return PublicFaceEmitter.Emit(model);
        yield return ForwardEmitter.Emit(model);
        yield return BackwardEmitter.Emit(model);
        yield return UpdateEmitter.Emit(model);
        yield return BatchesEmitter.Emit(model);
        yield return KernelsEmitter.Emit(model);
        if (model.Declaration.Example is { } example)
        {
            yield return RowsEmitter.Emit(model.Declaration.Class, example, LabelType.Of(model));
        }
    }
}
