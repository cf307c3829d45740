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
    private readonly InputScalingKind _kind;
    private readonly int _shift;
    private readonly int _divisor;

    /// <summary>Says what to learn.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="shift">The number of the buffer that is subtracted.</param>
    /// <param name="divisor">The number of the buffer that the rest is divided by.</param>
    public InputScalingLayout(InputScalingKind kind, int shift, int divisor) => (_kind, _shift, _divisor) = (kind, shift, divisor);

    /// <summary>Learns from a set unless it has been learned; <paramref name="anew"/> forgets what was.</summary>
    internal void Learn<TLabel>(Dataset<TLabel> data, IReadOnlyList<Parameter> buffers, bool anew)
        where TLabel : unmanaged
    {
        var shift = buffers[_shift].Values;
        var divisor = buffers[_divisor].Values;
        // As a new model has it, and nothing besides: what was learned needs no mark of its own in files.
        var isNew = !shift.ContainsAnyExcept(0f) && !divisor.ContainsAnyExcept(1f);
        if (anew || isNew)
        {
            if (_kind == InputScalingKind.Standardize)
            {
                InputStatistics.MeanAndDeviation(data, shift, divisor);
            }
            else
            {
                InputStatistics.MinimumAndRange(data, shift, divisor);
            }
        }
    }
}
