namespace Adjoint.Generator.Emission;

/// <summary>One emitted file.</summary>
internal sealed record GeneratedSource(string HintName, string Text);
