using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Parsing;

/// <summary>What the user wrote of a row: its features in the order of their columns, and its labels.</summary>
/// <param name="Class">The type itself.</param>
/// <param name="FullName">The type as emitted code names it.</param>
/// <param name="Features">The features.</param>
/// <param name="Labels">The labels, all of one kind.</param>
/// <param name="Hidden">The emitted members whose names a base type has for something else.</param>
internal sealed record ExampleDeclaration(
    ClassHeader Class, string FullName, EquatableArray<FeatureDeclaration> Features, EquatableArray<LabelDeclaration> Labels, EquatableArray<string> Hidden)
{
    public long ColumnCount => Features.Sum(feature => feature.Columns);

    /// <summary>The columns that a model of it scales: numbers alone. Neighbours with the same word are one entry, whichever properties they come from.</summary>
    public EquatableArray<ScaledColumns> ScaledColumns
    {
        get
        {
            var all = new List<ScaledColumns>();
            var column = 0L;
            foreach (var feature in Features)
            {
                foreach (var (count, areNumbers) in feature.Parts.Count == 0 ? [(feature.ValueColumns, true)] : feature.Parts.Select(part => ((long)part.Columns, part.IsNumber)))
                {
                    if (feature.Scaling is { } scaling && areNumbers)
                    {
                        var last = all.Count - 1;
                        if (last >= 0 && all[last].Scaling == scaling && all[last].First + all[last].Count == column)
                        {
                            all[last] = all[last] with { Count = all[last].Count + count };
                        }
                        else
                        {
                            all.Add(new ScaledColumns(scaling, column, count));
                        }
                    }

                    column += count;
                }

                column += feature.Columns - feature.ValueColumns;
            }

            return all.ToEquatableArray();
        }
    }

    /// <summary>What it is labelled with, as a C# type.</summary>
    public string LabelType => Labels.FirstOrDefault()?.Type ?? "int";
}

/// <summary>What parsing found of a row.</summary>
/// <param name="Declaration">What the user wrote, as far as it goes.</param>
/// <param name="Problems">The user's mistakes; a position is an index into <see cref="ExampleMembers.Of"/>.</param>
/// <param name="IsIncomplete">Whether a type is unknown: the C# compiler reports that itself.</param>
internal sealed record ExampleResult(ExampleDeclaration Declaration, EquatableArray<Diagnostics.Problem> Problems, bool IsIncomplete);

/// <summary>What the columns of a feature hold.</summary>
internal enum FeatureKind
{
    Number,
    Flag,
    OneHot,
    Date,
    Array,
}

/// <summary>What stands for a missing value: the library's enum Missing.</summary>
internal enum MissingPolicy
{
    Fail,
    Value,
    Indicator,
}

/// <summary>A [Feature].</summary>
/// <param name="Property">The property, without escapes.</param>
/// <param name="Kind">What its columns hold.</param>
internal sealed record FeatureDeclaration(string Property, FeatureKind Kind)
{
    /// <summary>The number that it is, or that its array holds.</summary>
    public NumberType? Number { get; init; }

    /// <summary>Its enum, each value once.</summary>
    public EnumDeclaration? Enum { get; init; }

    /// <summary>The parts of its date or time.</summary>
    public EquatableArray<DatePart> Parts { get; init; } = EquatableArray<DatePart>.Empty;

    /// <summary>The length of its array.</summary>
    public int Length { get; init; }

    public bool IsNullable { get; init; }

    public MissingPolicy Missing { get; init; }

    public double MissingValue { get; init; }

    public bool IsLog { get; init; }

    /// <summary>How a model of the row scales its numbers; null if it does not.</summary>
    public InputScaling? Scaling { get; init; }

    /// <summary>The columns without the one that says that it is missing.</summary>
    public long ValueColumns => Kind switch
    {
        FeatureKind.OneHot => Enum!.Members.Count,
        FeatureKind.Date => Parts.Sum(part => part.Columns),
        FeatureKind.Array => Length,
        _ => 1,
    };

    public long Columns => ValueColumns + (Missing == MissingPolicy.Indicator ? 1 : 0);
}

/// <summary>A number of C#'s.</summary>
/// <param name="Name">Its keyword or name.</param>
/// <param name="NeedsCast">Whether float does not take it as it is.</param>
/// <param name="MayNotFit">Whether it may be no finite float.</param>
/// <param name="IsClass">Whether an int takes it as it is, so that it can be a class.</param>
internal sealed record NumberType(string Name, bool NeedsCast, bool MayNotFit, bool IsClass);

/// <summary>A part of a date or time.</summary>
/// <param name="Name">Its name in DateParts and on the types that have it.</param>
/// <param name="First">Its first value.</param>
/// <param name="Period">After so many it comes round again; 0 for a number.</param>
internal sealed record DatePart(string Name, int First, int Period)
{
    public bool IsNumber => Period == 0;

    public int Columns => IsNumber ? 1 : 2;
}

/// <summary>What a label is for.</summary>
internal enum ExampleLabelKind
{
    Class,
    YesOrNo,
    Value,
}

/// <summary>A [Label].</summary>
/// <param name="Property">The property, without escapes.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record LabelDeclaration(string Property, ExampleLabelKind Kind)
{
    public EnumDeclaration? Enum { get; init; }

    public NumberType? Number { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>What a set of such rows is labelled with.</summary>
    public string Type => Kind switch
    {
        ExampleLabelKind.YesOrNo => "bool",
        ExampleLabelKind.Value => "float",
        _ => Enum is { IsReachable: true } ? Enum.FullName : "int",
    };

    /// <summary>What it is, in the user's words.</summary>
    public string Words => Enum is not null ? $"the enum {Enum.Name}" : Number is not null ? $"{Article(Number.Name)} {Number.Name}" : "a bool";

    private static string Article(string name) => name[0] is 'i' or 'u' ? "an" : "a";
}
