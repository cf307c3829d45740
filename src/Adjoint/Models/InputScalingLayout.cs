using System.ComponentModel;

namespace Adjoint;

/// <summary>What a model learns of its inputs. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum InputScalingKind
{
    /// <summary>Mean and deviation.</summary>
    Standardize,

    /// <summary>Minimum and range.</summary>
    MinMax,
}

/// <summary>What a model learns of its inputs before it is trained, and where that lies. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputScalingLayout
{
    private readonly int _shift;
    private readonly int _divisor;
    private readonly IReadOnlyList<ScaledColumns> _columns;

    /// <summary>Says what to learn of all inputs.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="shift">The number of the buffer that is subtracted.</param>
    /// <param name="divisor">The number of the buffer that the rest is divided by.</param>
    public InputScalingLayout(InputScalingKind kind, int shift, int divisor)
        : this(shift, divisor, new ScaledColumns(kind, 0, All))
    {
    }

    /// <summary>Says what to learn of which inputs: in the others the buffers keep 0 and 1.</summary>
    /// <param name="shift">The number of the buffer that is subtracted.</param>
    /// <param name="divisor">The number of the buffer that the rest is divided by.</param>
    /// <param name="columns">The inputs, none of them twice.</param>
    public InputScalingLayout(int shift, int divisor, params ScaledColumns[] columns) => (_shift, _divisor, _columns) = (shift, divisor, columns);

    /// <summary>A count that stands for as many as there are.</summary>
    private const int All = -1;

    /// <summary>Whether it is not as a new model has it, and nothing besides: what was learned needs no mark of its own in files.</summary>
    internal bool IsLearned(IReadOnlyList<Parameter> buffers) => buffers[_shift].Values.ContainsAnyExcept(0f) || buffers[_divisor].Values.ContainsAnyExcept(1f);

    /// <summary>Learns from a set unless it has been learned; <paramref name="anew"/> forgets what was.</summary>
    internal void Learn<TLabel>(Dataset<TLabel> data, IReadOnlyList<Parameter> buffers, bool anew)
        where TLabel : unmanaged
    {
        var shift = buffers[_shift].Values;
        var divisor = buffers[_divisor].Values;
        if (!anew && IsLearned(buffers))
        {
            return;
        }

        // The statistics are of whole rows; what nobody asked for is left out.
        var (shifts, divisors) = (new float[shift.Length], new float[shift.Length]);
        foreach (var columns in _columns.GroupBy(columns => columns.Kind))
        {
            if (columns.Key == InputScalingKind.Standardize)
            {
                InputStatistics.MeanAndDeviation(data, shifts, divisors);
            }
            else
            {
                InputStatistics.MinimumAndRange(data, shifts, divisors);
            }

            foreach (var (_, first, count) in columns)
            {
                var learned = new Range(first, count == All ? shift.Length : first + count);
                shifts.AsSpan(learned).CopyTo(shift[learned]);
                divisors.AsSpan(learned).CopyTo(divisor[learned]);
            }
        }
    }
}
