using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Parsing;

/// <summary>A record, class or struct with [Example] becomes an <see cref="ExampleDeclaration"/>.</summary>
internal static class ExampleParser
{
    /// <summary>The attribute's metadata name.</summary>
    public const string Word = "ExampleAttribute";

    /// <summary>The most columns: up to here float32 counts without gaps, and far beyond it no model learns.</summary>
    private const long MostColumns = 1 << 24;

    /// <summary>Members that the emitted part declares.</summary>
    private static readonly string[] Emitted = ["Columns", "Dataset", "Encode", "EncodeLabels", "Stream"];

    /// <summary>Whether the attribute is the language's [Example].</summary>
    public static bool IsExample(AttributeData attribute) => ExampleMembers.Is(attribute, Word);

    public static ExampleResult Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        var header = ReadHeader(type, problems, cancellation);
        var members = ExampleMembers.Of(type);
        var reader = new FeatureReader(type, problems);
        var features = new List<FeatureDeclaration>();
        var labels = new List<LabelDeclaration>();
        SyntaxNode? declaration = null;
        for (var position = 0; position < members.Count; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            var member = members[position];
            var rule = member.Label is null ? Rules.WrongFeature : Rules.WrongLabel;
            if ((reader.Unreadable(member) ?? OnSecondDeclaration(member, type, ref declaration, cancellation)) is { } reason)
            {
                problems.Add(Problem.Of(rule, position, member.Symbol.Name, reason));
            }
            else if (member.Label is not null)
            {
                Add(labels, LabelReader.Read(member, labels.FirstOrDefault(), type, position, problems));
            }
            else
            {
                Add(features, reader.Read(member, position));
            }
        }

        if (!members.Any(member => member.Feature is not null))
        {
            problems.Add(Problem.Of(Rules.WrongExample, ModelDeclaration.OnClass, type.Name, "it has no [Feature], and a model needs something to see"));
        }

        if (!members.Any(member => member.Label is not null))
        {
            problems.Add(Problem.Of(Rules.WrongExample, ModelDeclaration.OnClass, type.Name, "it has no [Label], and a model needs something to learn"));
        }

        var example = new ExampleDeclaration(
            header with { Warnings = Warnings(type, members), WarnsOf = "the row" },
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            features.ToEquatableArray(),
            labels.ToEquatableArray(),
            Emitted.Where(name => IsHidden(type, name)).ToEquatableArray());
        if (example.ColumnCount > MostColumns)
        {
            problems.Add(Problem.Of(
                Rules.WrongExample, ModelDeclaration.OnClass, type.Name, $"it has {Text.Grouped(example.ColumnCount)} columns, and at most {Text.Grouped(MostColumns)} are allowed"));
        }

        return new ExampleResult(example, problems.ToEquatableArray(), reader.IsIncomplete || members.Any(member => member.Symbol is IPropertySymbol { Type.TypeKind: TypeKind.Error }));
    }

    /// <summary>Where positions are: the property, or the type where it inherits the property.</summary>
    public static Func<int, ISymbol> Places(INamedTypeSymbol type)
    {
        var (members, declared) = (ExampleMembers.Of(type), Declared(type));
        return position => position switch
        {
            >= 0 when IsOwn(members[position].Symbol, type) => members[position].Symbol,
            < ModelDeclaration.OnClass => declared[ModelDeclaration.OnMember(position)],
            _ => type,
        };
    }

    /// <summary>Whether an emitted member hides one of a base type. Methods are overloads, as they take rows of the type.</summary>
    private static bool IsHidden(INamedTypeSymbol type, string name) => ExampleMembers.BaseTypes(type).Any(parent =>
        (name == "Columns" && parent.GetAttributes().Any(IsExample))
        || parent.GetMembers(name).Any(member => member.DeclaredAccessibility != Accessibility.Private && (name == "Columns" || member is not IMethodSymbol)));

    private static bool IsOwn(ISymbol symbol, INamedTypeSymbol type)
        => SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type) && symbol.Locations.Any(location => location.IsInSource);

    private static ClassHeader ReadHeader(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        var notPartial = ClassHeaderReader.NotPartial(type, cancellation);
        if (notPartial is not null)
        {
            problems.Add(Problem.Of(Rules.NotPartialExample, ModelDeclaration.OnClass, notPartial));
        }

        var reason = Reject(type);
        if (reason is not null)
        {
            problems.Add(Problem.Of(Rules.WrongExample, ModelDeclaration.OnClass, type.Name, reason));
        }

        var members = Declared(type);
        for (var i = 0; i < members.Count; i++)
        {
            if (Emitted.Contains(members[i].Name))
            {
                problems.Add(Problem.Of(Rules.MemberTaken, ModelDeclaration.OnMember(i), type.Name, members[i].Name));
            }
        }

        return ClassHeaderReader.Frame(type) with
        {
            CanBeExtended = notPartial is null && reason is null,
            Collisions = members.Select(member => member.Name).Where(name => Emitted.Contains(name)).Distinct().ToEquatableArray(),
        };
    }

    private static string? Reject(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "it is static, and a row is an instance",
        { IsRefLikeType: true } => "it is a ref struct, of which there are no lists",
        { Arity: > 0 } => "it is generic, and its columns must be known when compiling",
        _ when type.IsFileLocal || ClassHeaderReader.Containers(type).Any(container => container.IsFileLocal) => "it is local to a file, and its generated part is another file",
        _ when ClassHeaderReader.Containers(type).Any(container => container.Arity > 0) => "its containing type is generic",
        _ when type.GetAttributes().Any(DeclarationParser.IsModel) => "it is a model",
        _ when Emitted.Contains(type.Name) => "the generated code has a member of that name",
        _ => null,
    };

    /// <summary>The user's own members that have names, in the order of their declarations.</summary>
    private static IReadOnlyList<ISymbol> Declared(INamedTypeSymbol type)
        => [.. type.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } or INamedTypeSymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false }
            && member.Locations.Any(location => location.SourceTree is { } tree && !GeneratedCode.IsEmitted(tree)))];

    private static string? OnSecondDeclaration(ExampleMember member, INamedTypeSymbol type, ref SyntaxNode? first, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, type)
            || member.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return null;
        }

        first ??= declaration;
        return declaration == first ? null : $"it stands on a second declaration of '{type.Name}', and all stand on one, because their order is the order of the columns";
    }

    /// <summary>The warnings that reading the properties causes.</summary>
    private static EquatableArray<string> Warnings(INamedTypeSymbol type, IEnumerable<ExampleMember> members)
        => NamingIt.Warns(type)
            .Concat(members.Select(member => member.Symbol).OfType<IPropertySymbol>().SelectMany(property => NamingIt.Warns(property)
                .Concat(FeatureReader.Underlying(property.Type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? NamingIt.Warns(named) : EquatableArray<string>.Empty)))
            .Distinct().OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray();

    private static void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Add(item);
        }
    }
}
