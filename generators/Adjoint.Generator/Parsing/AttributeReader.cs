using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>One attribute of the class, read without exceptions however half typed it is.</summary>
internal sealed class AttributeReader(AttributeData attribute, int position)
{
    /// <summary>The index of the attribute on the class.</summary>
    public int Position => position;

    /// <summary>The word: the attribute's name without its suffix.</summary>
    public string Word { get; } = WithoutSuffix(attribute.AttributeClass!.Name);

    /// <summary>Whether the attribute has what the C# compiler asks for; if not, it reports that itself.</summary>
    public bool IsComplete { get; private set; } = attribute.AttributeConstructor is not null;

    /// <summary>The optional name, or null.</summary>
    public string? Name => Named("Name") is { Value: string name } ? name : null;

    /// <summary>The type argument of a generic attribute.</summary>
    public INamedTypeSymbol? TypeArgument
    {
        get
        {
            var type = attribute.AttributeClass!.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
            IsComplete &= type is { TypeKind: TypeKind.Enum };
            return type is { TypeKind: TypeKind.Enum } ? type : null;
        }
    }

    /// <summary>The word with its argument as the user wrote it, on one line, for messages.</summary>
    public string Text => string.Join(
        " ", (attribute.ApplicationSyntaxReference?.GetSyntax().ToString() ?? Word).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public int Int32Argument(int index = 0) => Argument(index) is { Value: int value } ? value : Incomplete(1);

    public double DoubleArgument()
        => Argument() is { Kind: TypedConstantKind.Primitive, Value: IConvertible value }
            ? value.ToDouble(CultureInfo.InvariantCulture)
            : Incomplete(0);

    public EquatableArray<int> Int32ArrayArgument()
        => Argument() is { Kind: TypedConstantKind.Array, Values: { IsDefault: false } values }
            ? values.Select(value => value.Value is int number ? number : Incomplete(1)).ToEquatableArray()
            : EquatableArray<int>.Empty;

    public double NamedDouble(string name, double otherwise)
        => Named(name) is { Kind: TypedConstantKind.Primitive, Value: IConvertible value }
            ? value.ToDouble(CultureInfo.InvariantCulture)
            : otherwise;

    public int NamedInt32(string name, int otherwise) => Named(name) is { Value: int value } ? value : otherwise;

    /// <summary>The numbers of an array, or null if it is not given.</summary>
    public EquatableArray<double>? NamedDoubles(string name)
        => Named(name) is { Kind: TypedConstantKind.Array, Values: { IsDefault: false } values }
            ? values.Select(value => value.Value is double number ? number : Incomplete(1)).ToEquatableArray()
            : null;

    public bool IsGiven(string name) => Named(name) is { IsNull: false };

    /// <summary>An integer of any size that a <c>long</c> takes, or null where it is not given.</summary>
    public long? NamedInt64(string name) => Named(name) is { Value: long value } ? value : null;

    public bool NamedBoolean(string name, bool otherwise) => Named(name) is { Value: bool value } ? value : otherwise;

    /// <summary>The name of an enum's member, the number where no member has it, or null where it is not given.</summary>
    public string? NamedEnum(string name)
        => Named(name) is { Kind: TypedConstantKind.Enum, Type: { } type } given
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, given.Value))?.Name
                ?? Convert.ToString(given.Value, CultureInfo.InvariantCulture)
            : null;

    private static string WithoutSuffix(string name)
        => name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    private TypedConstant? Argument(int index = 0)
        => attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Error
            ? attribute.ConstructorArguments[index]
            : null;

    private TypedConstant? Named(string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private int Incomplete(int value)
    {
        IsComplete = false;
        return value;
    }
}
