namespace Adjoint;

/// <summary>How many rows a set has and how many numbers belong to each.</summary>
internal readonly record struct RowLayout(int Rows, int FeatureCount, int LabelCount)
{
    /// <summary>Number of features of all rows; fits an array.</summary>
    public int FeatureTotal => Rows * FeatureCount;

    /// <summary>One label a row where <paramref name="rows"/> is not given.</summary>
    public static RowLayout Of(int features, int labels, int? rows)
    {
        if (rows is <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "A set needs at least one row.");
        }

        if (features == 0 || labels == 0)
        {
            throw new ArgumentException($"An empty set: {features} features and {labels} labels.");
        }

        var count = rows ?? labels;
        if (features % count != 0)
        {
            var because = rows is null ? $"{labels} labels (one a row)" : $"{count} rows";
            throw new ArgumentException($"{features} features do not divide into {because}.", nameof(features));
        }

        return labels % count == 0
            ? new(count, features / count, labels / count)
            : throw new ArgumentException($"{labels} labels do not divide into {count} rows.", nameof(labels));
    }

    /// <summary>For features that say themselves how many rows they are: one label a row unless the caller repeats that number.</summary>
    public static RowLayout OfRows(int featureRows, int featureCount, int labels, int? rows)
    {
        if (featureRows == 0 || featureCount == 0 || labels == 0)
        {
            throw new ArgumentException($"An empty set: {featureRows} rows of {featureCount} features and {labels} labels.");
        }

        if ((long)featureRows * featureCount > Array.MaxLength)
        {
            throw new ArgumentException($"{featureRows} rows of {featureCount} features are more than the {Array.MaxLength} that an array can hold.");
        }

        if (rows is null && labels != featureRows)
        {
            throw new ArgumentException(
                $"{featureRows} rows of features, but {labels} labels. Where several belong to a row, pass rows: {featureRows}.", nameof(labels));
        }

        if (rows is { } said && said != featureRows)
        {
            throw new ArgumentException($"rows is {said}, but there are {featureRows} rows of features.", nameof(rows));
        }

        return labels % featureRows == 0
            ? new(featureRows, featureCount, labels / featureRows)
            : throw new ArgumentException($"{labels} labels do not divide into {featureRows} rows.", nameof(labels));
    }
}
