using Adjoint.Generator.Diagnostics;

namespace Adjoint.Generator.Parsing;

/// <summary>What parsing found: the declaration, as far as it goes, and the user's mistakes.</summary>
/// <param name="Declaration">What the user wrote.</param>
/// <param name="Problems">Mistakes in the order of the attributes.</param>
/// <param name="IsIncomplete">Whether an attribute is half typed: the C# compiler reports that itself.</param>
internal sealed record ParseResult(ModelDeclaration Declaration, EquatableArray<Problem> Problems, bool IsIncomplete);
