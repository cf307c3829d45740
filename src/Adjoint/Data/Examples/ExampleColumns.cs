namespace Adjoint;

/// <summary>The columns of an example in their order, and its labels.</summary>
public sealed class ExampleColumns
{
    /// <summary>Describes an example. Emitted.</summary>
    /// <param name="example">The name of its type.</param>
    /// <param name="labels">The properties that are labels.</param>
    /// <param name="features">The columns of each feature.</param>
    public ExampleColumns(string example, string[] labels, params ExampleColumn[][] features)
    {
        Example = example;
        Labels = labels;
        Columns = [.. features.SelectMany(columns => columns)];
        Names = [.. Columns.Select(column => column.Name)];
    }

    /// <summary>The name of the example's type.</summary>
    public string Example { get; }

    /// <summary>How many columns there are.</summary>
    public int Count => Columns.Count;

    /// <summary>The columns.</summary>
    public IReadOnlyList<ExampleColumn> Columns { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The properties that are labels.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The first column by which two lists differ, in words; null if they are the same.</summary>
    internal static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        if (ReferenceEquals(expected, found))
        {
            return null;
        }

        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            var (one, other) = (i < expected.Count ? $"'{expected[i]}'" : "none", i < found.Count ? $"'{found[i]}'" : "none");
            if (one != other)
            {
                return $"column {i} is {other}, expected {one}";
            }
        }

        return null;
    }
}
