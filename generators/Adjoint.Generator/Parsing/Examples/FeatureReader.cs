using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the features of a row, and says why a property cannot be one.</summary>
internal sealed class FeatureReader(INamedTypeSymbol type, List<Problem> problems)
{
    private static readonly (int Flag, DatePart Part)[] AllParts =
    [
        (1, new("Year", 0, 0)), (2, new("Month", 1, 12)), (4, new("Day", 1, 31)), (8, new("DayOfWeek", 0, 7)), (16, new("DayOfYear", 1, 366)),
        (32, new("Hour", 0, 24)), (64, new("Minute", 0, 60)), (128, new("Second", 0, 60)),
    ];

    /// <summary>Whether a property's type is unknown.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The type without the question mark of a nullable value.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The number that a type is, or null.</summary>
    public static NumberType? NumberOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => new("sbyte", NeedsCast: false, MayNotFit: false, IsClass: true),
        SpecialType.System_Byte => new("byte", NeedsCast: false, MayNotFit: false, IsClass: true),
        SpecialType.System_Int16 => new("short", NeedsCast: false, MayNotFit: false, IsClass: true),
        SpecialType.System_UInt16 => new("ushort", NeedsCast: false, MayNotFit: false, IsClass: true),
        SpecialType.System_Int32 => new("int", NeedsCast: false, MayNotFit: false, IsClass: true),
        SpecialType.System_UInt32 => new("uint", NeedsCast: false, MayNotFit: false, IsClass: false),
        SpecialType.System_Int64 => new("long", NeedsCast: false, MayNotFit: false, IsClass: false),
        SpecialType.System_UInt64 => new("ulong", NeedsCast: false, MayNotFit: false, IsClass: false),
        SpecialType.System_Single => new("float", NeedsCast: false, MayNotFit: true, IsClass: false),
        SpecialType.System_Double => new("double", NeedsCast: true, MayNotFit: true, IsClass: false),
        SpecialType.System_Decimal => new("decimal", NeedsCast: true, MayNotFit: false, IsClass: false),
        _ when IsSystem(type, "Half") => new("Half", NeedsCast: true, MayNotFit: true, IsClass: false),
        _ => null,
    };

    /// <summary>Why the row cannot read a property of its own, or null.</summary>
    public string? Unreadable(ExampleMember member) => member.Symbol switch
    {
        not IPropertySymbol => $"it is a parameter, and no property of '{type.Name}'",
        IPropertySymbol { IsStatic: true } => "it is static, the same for all rows",
        IPropertySymbol { IsIndexer: true } => "it is an indexer",
        IPropertySymbol { GetMethod: null } => "it cannot be read",
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "it is the property of an interface",
        IPropertySymbol property when IsHidden(property) => $"it is not accessible in '{type.Name}'",
        IPropertySymbol property when NamingIt.IsAnError(property) => "it is obsolete, and naming it is an error",
        _ when member is { Feature: not null, Label: not null } => "it is a feature too, and a model would only copy it",
        _ when member is { Label: not null, WordOfFeatures: { } word } => $"[{word}] is of features",
        _ when member is { Feature: null, Label: null, WordOfFeatures: { } word } => $"[{word}] is of features: add [Feature]",
        _ => null,
    };

    public FeatureDeclaration? Read(ExampleMember member, int position)
    {
        var property = (IPropertySymbol)member.Symbol;
        var settings = new AttributeReader(member.Feature!, position);
        var underlying = Underlying(property.Type);
        if (underlying.TypeKind == TypeKind.Error || (underlying is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Error }))
        {
            IsIncomplete = true;
            return null;
        }

        var feature = OfType(property.Name, underlying, settings) with
        {
            IsNullable = !SymbolEqualityComparer.Default.Equals(underlying, property.Type),
            Missing = (MissingPolicy)settings.NamedInt32("Missing", 0),
            MissingValue = settings.NamedDouble("MissingValue", 0),
            IsLog = member.Log is not null,
            Scaling = member.Scalings.Select(word => word.Scaling).FirstOrDefault(),
        };
        var reason = WrongType(underlying, feature) ?? WrongParts(underlying, feature, settings) ?? WrongLength(feature, settings) ?? WrongMissing(feature, settings, property)
            ?? (feature is { IsLog: true, Kind: not FeatureKind.Number } ? "[Log] is of numbers" : null) ?? WrongScaling(feature, member);
        if (reason is not null)
        {
            problems.Add(Problem.Of(Rules.WrongFeature, position, property.Name, reason));
            return null;
        }

        return feature;
    }

    private static FeatureDeclaration OfType(string property, ITypeSymbol type, AttributeReader settings) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => new(property, FeatureKind.Flag),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => new(property, FeatureKind.OneHot) { Enum = EnumReader.ReadDistinct(named) },
        IArrayTypeSymbol { IsSZArray: true } array => new(property, FeatureKind.Array) { Number = NumberOf(array.ElementType), Length = settings.NamedInt32("Length", 0) },
        _ when DatePartsOf(type) > 0 => new(property, FeatureKind.Date)
        {
            Parts = AllParts.Where(part => (part.Flag & settings.NamedInt32("Parts", 0)) != 0).Select(part => part.Part).ToEquatableArray(),
        },
        _ => new(property, FeatureKind.Number) { Number = NumberOf(type) },
    };

    private static string? WrongType(ITypeSymbol type, FeatureDeclaration feature) => feature switch
    {
        { Kind: FeatureKind.Number or FeatureKind.Array, Number: null } when type.SpecialType == SpecialType.System_String => "a string has no columns: make it an enum",
        { Kind: FeatureKind.Number or FeatureKind.Array, Number: null }
            => $"its type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} has no columns: a number, a bool, an enum, a date or time, or an array of numbers has",
        { Kind: FeatureKind.OneHot, Enum.Members.Count: 0 } => $"the enum '{type.Name}' has no values",
        { Kind: FeatureKind.OneHot } when EnumReader.IsFlags(type) => $"the enum '{type.Name}' is a set of flags: make a bool of each",
        { Kind: FeatureKind.OneHot } when NamingIt.IsAnError((INamedTypeSymbol)type) => $"the enum '{type.Name}' is obsolete, and naming it is an error",
        _ => null,
    };

    private static string? WrongParts(ITypeSymbol type, FeatureDeclaration feature, AttributeReader settings)
    {
        var parts = settings.NamedInt32("Parts", 0);
        if (feature.Kind != FeatureKind.Date)
        {
            return parts == 0 ? null : "Parts are of dates and times";
        }

        var missing = AllParts.FirstOrDefault(part => (part.Flag & parts & ~DatePartsOf(type)) != 0).Part;
        return missing is not null ? $"{type.Name} has no {missing.Name}"
            : parts == 0 ? $"say which parts of it are columns, such as Parts = DateParts.{(type.Name == "TimeOnly" ? "Hour" : "Month")}"
            : (parts & ~255) != 0 ? $"Parts is {Text.Of((long)parts)}, expected members of DateParts"
            : null;
    }

    private static string? WrongLength(FeatureDeclaration feature, AttributeReader settings) => feature.Kind switch
    {
        FeatureKind.Array when !settings.IsGiven("Length") => "the length of an array must be known when compiling, such as Length = 16",
        FeatureKind.Array when feature.Length < 1 => $"its Length is {Text.Of((long)feature.Length)}, expected at least 1",
        not FeatureKind.Array when settings.IsGiven("Length") => "Length is of arrays",
        _ => null,
    };

    private static string? WrongMissing(FeatureDeclaration feature, AttributeReader settings, IPropertySymbol property)
    {
        if (feature.Missing is < MissingPolicy.Fail or > MissingPolicy.Indicator)
        {
            return $"Missing is {Text.Of((long)(int)feature.Missing)}, expected a member of Missing";
        }

        if (feature is { Missing: not MissingPolicy.Fail, IsNullable: false })
        {
            return feature.Kind == FeatureKind.Array
                ? "Missing is of nullable values, and an array is none"
                : $"it is never missing: make it {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}?, or leave Missing out";
        }

        if (settings.IsGiven("MissingValue") && feature.Missing != MissingPolicy.Value)
        {
            return "MissingValue needs Missing = Missing.Value";
        }

        if (feature.Missing == MissingPolicy.Value && feature.Kind is not (FeatureKind.Number or FeatureKind.Flag))
        {
            return "no number stands for a missing one of its kind: Missing.Indicator, or Missing.Fail";
        }

        return Setting.IsFloat(feature.MissingValue) ? null : $"its MissingValue is {Text.Of(feature.MissingValue)}, expected a finite float32 number";
    }

    private static string? WrongScaling(FeatureDeclaration feature, ExampleMember member)
    {
        if (feature.Scaling is not { Word: var word })
        {
            return null;
        }

        if (member.Scalings.Count > 1)
        {
            return $"[{word}] and [{member.Scalings[1].Scaling.Word}] both say its scale: leave one of them";
        }

        return feature.Kind switch
        {
            _ when new AttributeReader(member.Scalings[0].Word, position: 0).Name is { } name => $"[{word}] of a property has no name, and this one is '{name}'",
            FeatureKind.Flag => $"[{word}] is of numbers, and a bool is 0 or 1 already",
            FeatureKind.OneHot => $"[{word}] is of numbers, and the columns of an enum are 0 or 1 already",
            FeatureKind.Date when !feature.Parts.Any(part => part.IsNumber) => $"[{word}] is of numbers, and of a date or time only DateParts.Year is one: the others are a sine and a cosine",
            _ => null,
        };
    }

    /// <summary>The parts that a type has; 0 if it is no date or time.</summary>
    private static int DatePartsOf(ITypeSymbol type)
        => IsSystem(type, "DateTime") || IsSystem(type, "DateTimeOffset") ? 255 : IsSystem(type, "DateOnly") ? 31 : IsSystem(type, "TimeOnly") ? 224 : 0;

    private static bool IsSystem(ITypeSymbol type, string name)
        => type is INamedTypeSymbol { Arity: 0, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;

    private bool IsHidden(IPropertySymbol property)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        var isOfAssembly = SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, type.ContainingAssembly);
        return !isOwn && property.GetMethod!.DeclaredAccessibility switch
        {
            Accessibility.Private => true,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => !isOfAssembly,
            _ => false,
        };
    }
}
