using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the class itself, and says why it cannot be a model if it cannot.</summary>
internal static class ClassHeaderReader
{
    public static ClassHeader Read(INamedTypeSymbol type, DeclarationBuilder builder, CancellationToken cancellation)
    {
        var parts = Parts(type, cancellation);
        var notPartial = NotPartial(type, parts, cancellation);
        if (notPartial is not null)
        {
            builder.Report(Problem.Of(Rules.NotPartial, ModelDeclaration.OnClass, notPartial));
        }

        var reason = Reject(type, parts);
        if (reason is not null)
        {
            builder.Report(Problem.Of(Rules.WrongKindOfClass, ModelDeclaration.OnClass, type.Name, reason));
        }

        var members = UserMembers.Of(type);
        var collisions = CheckMembers(type, members, builder, cancellation);
        var isClass = type is { IsRecord: false, IsStatic: false, IsFileLocal: false } && !Containers(type).Any(container => container.IsFileLocal);
        return Frame(type) with
        {
            CanBeExtended = isClass && notPartial is null && !HasForeignBase(type) && !HasPrimaryConstructor(parts) && !UserMembers.IsEmitted(type.Name),
            HasSummary = parts.Any(part => part.GetLeadingTrivia().ToFullString().Contains("<summary")),
            Members = MemberNames(members),
            Collisions = collisions,
        };
    }

    /// <summary>What every emitted part of a type repeats, whatever it holds.</summary>
    public static ClassHeader Frame(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? string.Empty : Namespace(type.ContainingNamespace),
        Containers(type).Select(Declaration).ToEquatableArray(),
        type.Name,
        TypeParameters(type),
        HintNames.Of(type),
        CanBeExtended: true,
        HasSummary: true,
        EquatableArray<string>.Empty,
        EquatableArray<string>.Empty)
    {
        Keyword = Keyword(type),
    };

    /// <summary>The first type that lacks <c>partial</c>, of a type and those around it; null if none does.</summary>
    public static string? NotPartial(INamedTypeSymbol type, CancellationToken cancellation) => NotPartial(type, Parts(type, cancellation), cancellation);

    private static List<TypeDeclarationSyntax> Parts(INamedTypeSymbol type, CancellationToken cancellation) => [.. type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellation))
        .OfType<TypeDeclarationSyntax>()
        .Where(part => !GeneratedCode.IsEmitted(part.SyntaxTree))];

    private static string? NotPartial(INamedTypeSymbol type, List<TypeDeclarationSyntax> parts, CancellationToken cancellation)
    {
        if (parts.Any(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            return type.Name;
        }

        return Containers(type).Reverse().FirstOrDefault(container => container.DeclaringSyntaxReferences
            .Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax part && !part.Modifiers.Any(SyntaxKind.PartialKeyword)))?.Name;
    }

    private static string? Reject(INamedTypeSymbol type, List<TypeDeclarationSyntax> parts)
        => type switch
        {
            { IsRecord: true } => "it is a record, and a model is not a value",
            { IsStatic: true } => "it is static, and a model has parameters of its own",
            { IsAbstract: true } => "it is abstract, and the trainer makes instances of it",
            { IsFileLocal: true } => "it is local to a file, and its generated parts are other files",
            { Arity: > 0 } => "it is generic, and its shapes must be known when compiling",
            _ when Containers(type).Any(container => container.Arity > 0) => "its containing type is generic",
            _ when Containers(type).Any(container => container.IsFileLocal) => "its containing type is local to a file",
            _ when HasForeignBase(type) => $"it has the base class {type.BaseType!.Name}, and the generated code gives it its own",
            _ when UserMembers.IsEmitted(type.Name) => "the generated code has a member of that name",
            _ when HasPrimaryConstructor(parts) => "it has a primary constructor, and the generated code has one that takes the seed",
            _ => null,
        };

    private static bool HasForeignBase(INamedTypeSymbol type)
        => type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            && parent.ContainingNamespace is not { Name: Words.Namespace, ContainingNamespace.IsGlobalNamespace: true };

    private static bool HasPrimaryConstructor(List<TypeDeclarationSyntax> parts) => parts.Any(part => part.ParameterList is not null);

    /// <summary>The types around a type, the outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Push(container);
        }

        return containers;
    }

    private static string Declaration(INamedTypeSymbol container) => $"partial {Keyword(container)} {Identifiers.Escape(container.Name)}{TypeParameters(container)}";

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static string TypeParameters(INamedTypeSymbol type)
        => type.TypeParameters.IsEmpty ? string.Empty : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>";

    private static string Namespace(INamespaceSymbol symbol)
    {
        var names = new Stack<string>();
        for (var current = symbol; !current.IsGlobalNamespace; current = current.ContainingNamespace)
        {
            names.Push(Identifiers.Escape(current.Name));
        }

        return string.Join(".", names);
    }

    private static EquatableArray<string> CheckMembers(
        INamedTypeSymbol type, IReadOnlyList<ISymbol> members, DeclarationBuilder builder, CancellationToken cancellation)
    {
        var collisions = new List<string>();
        for (var i = 0; i < members.Count; i++)
        {
            if (UserMembers.Collision(members[i]) is { } collision)
            {
                collisions.Add(collision);
                builder.Report(Problem.Of(Rules.MemberTaken, ModelDeclaration.OnMember(i), type.Name, collision));
            }
            else if (UserMembers.IsUnchainedConstructor(members[i], cancellation))
            {
                builder.Report(Problem.Of(Rules.ConstructorChain, ModelDeclaration.OnMember(i)));
            }
        }

        return collisions.ToEquatableArray();
    }

    private static EquatableArray<string> MemberNames(IReadOnlyList<ISymbol> members)
        => members
            .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name)
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
}
