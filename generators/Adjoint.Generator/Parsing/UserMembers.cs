using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Parsing;

/// <summary>What the user declares in the class, beside the attributes on it: whatever is emitted must not meet it.</summary>
internal static class UserMembers
{
    /// <summary>Members that the emitted part declares or relies on, whatever the model.</summary>
    private static readonly HashSet<string> Emitted = new(StringComparer.Ordinal)
    {
        "Buffers", "ClassWeights", "FlopsPerSample", "ModelLayout", "OptimizerStateBytes", "ParameterBytes", "ParameterCount", "Parameters", "PositiveWeights", "Summary", "Trainer",
        "TrainingFlopsPerSample", "WorkspaceBytesPerSample",
    };

    /// <summary>What else the emitted part declares: methods, of which the user may have overloads.</summary>
    private static readonly HashSet<string> EmittedMethods = new(StringComparer.Ordinal)
    {
        "CreateTrainer", "Forward", "IndexOf", "LabelAt", "Load", "LossSum",
    };

    /// <summary>What the emitted part of a model of rows declares beyond that: methods that take rows.</summary>
    private static readonly HashSet<string> OfRows = new(StringComparer.Ordinal) { "Classify", "Evaluate", "Fit", "Predict", "Train" };

    /// <summary>Whether a class of this name would have a member of its own name.</summary>
    public static bool IsEmitted(string name) => Emitted.Contains(name) || EmittedMethods.Contains(name) || SizeName.IsOne(name);

    /// <summary>The members in the order of their declarations: the same with the emitted parts in the compilation and without.</summary>
    public static IReadOnlyList<ISymbol> Of(INamedTypeSymbol type)
        => [.. type.GetMembers().Where(member => !member.IsImplicitlyDeclared
            && member.DeclaringSyntaxReferences.Any(reference => !GeneratedCode.IsEmitted(reference.SyntaxTree)))];

    /// <summary>The member as the emitted part declares it too, or null.</summary>
    public static string? Collision(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] }
            when member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax)
            => $"{member.ContainingType.Name}(int)",
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Arity: 0 } method when EmittedMethods.Contains(method.Name) => SameSignature(method),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Arity: 0, Parameters: { Length: 1 or 2 } parameters } method when OfRows.Contains(method.Name)
            => RowOf(method.ContainingType) is { } row && TakesRows(parameters[0].Type, row) ? $"{method.Name}({string.Join(", ", parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})" : null,
        not IMethodSymbol when OfRows.Contains(member.Name) && RowOf(member.ContainingType) is not null => member.Name,
        not IMethodSymbol { MethodKind: MethodKind.Ordinary } when EmittedMethods.Contains(member.Name) => member.Name,
        _ when Emitted.Contains(member.Name) || SizeName.IsOne(member.Name) => member.Name,
        _ => null,
    };

    /// <summary>The method with the types of its parameters where the emitted part has one of these, or null for an overload.</summary>
    private static string? SameSignature(IMethodSymbol method)
    {
        var types = string.Join(", ", method.Parameters.Select(parameter => parameter.Type
            .WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        var isEmitted = method.Name switch
        {
            "CreateTrainer" => method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }, { Type: { Name: "TrainingOptions", ContainingNamespace.Name: Words.Namespace } }],
            "Forward" => types == "int, ReadOnlySpan<float>, Span<float>, Span<float>",
            "IndexOf" => method.Parameters is [{ Type: var label }] && (label.SpecialType == SpecialType.System_Int32 || IsLabel(label, method.ContainingType)),
            "LabelAt" => types == "int",
            "Load" => types == "string",
            _ => types is "int, ReadOnlySpan<float>, ReadOnlySpan<int>, ReadOnlySpan<float>" or "int, ReadOnlySpan<float>, ReadOnlySpan<float>, ReadOnlySpan<float>",
        };
        return isEmitted ? $"{method.Name}({types})" : null;
    }

    /// <summary>The row that a class is a model of, or null.</summary>
    private static ITypeSymbol? RowOf(INamedTypeSymbol model)
        => model.GetAttributes().FirstOrDefault(DeclarationParser.IsModel)?.AttributeClass is { MetadataName: Words.ModelOfRows } word ? word.TypeArguments[0] : null;

    private static bool TakesRows(ITypeSymbol type, ITypeSymbol row)
        => SymbolEqualityComparer.Default.Equals(type, row)
            || (type is INamedTypeSymbol { MetadataName: "IReadOnlyList`1" } list && SymbolEqualityComparer.Default.Equals(list.TypeArguments[0], row));

    private static bool IsLabel(ITypeSymbol type, INamedTypeSymbol model) => model.GetAttributes().Any(
        attribute => attribute.AttributeClass is { } word && word.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, type)));

    /// <summary>Whether it is a constructor that does not pass through the emitted one, which makes the parameters.</summary>
    public static bool IsUnchainedConstructor(ISymbol member, CancellationToken cancellation)
        => member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            && member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is ConstructorDeclarationSyntax syntax
                && !syntax.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));
}
