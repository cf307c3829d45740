namespace Adjoint.Generator.Emission;

/// <summary>Stage six: a compiled model becomes C#. One emitter for each file.</summary>
internal static class Emitter
{
    public static EquatableArray<GeneratedSource> Emit(CompiledModel model) => EquatableArray.Of(
        PublicFaceEmitter.Emit(model),
        ForwardEmitter.Emit(model),
        BackwardEmitter.Emit(model),
        UpdateEmitter.Emit(model),
        BatchesEmitter.Emit(model),
        KernelsEmitter.Emit(model));
}
