using System.Runtime.CompilerServices;

namespace Adjoint;

/// <content>Whole numbers.</content>
public static partial class Dataset
{
    /// <summary>A set of rows of whole numbers that lie one row after the other (row-major), such as the indices that an embedding looks up.</summary>
    /// <typeparam name="TLabel">An enum or <see cref="int"/> for classes, <see cref="float"/> for regression.</typeparam>
    /// <param name="features">Rows x inputs. They become float32, which a copy holds.</param>
    /// <param name="labels">Rows x labels of a row, row-major.</param>
    /// <param name="rows">Number of rows, where several labels belong to a row; otherwise every label is a row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    /// <exception cref="ArgumentException">There are no features or no labels, they do not divide into the rows, or a feature is no float32.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(int[] features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(features);
        var floats = new float[features.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = features[i];
            // Compared as doubles: both fit these.
            if ((double)floats[i] != features[i])
            {
                throw new ArgumentException($"Feature {i} of all is {features[i]}, which float32 does not hold: it counts without gaps to 16,777,216.", nameof(features));
            }
        }

        return Flat(floats, Memory(labels), rows);
    }
}
