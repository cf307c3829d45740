using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>A batch that lies ready for the trainer: inputs, labels, and what each sample counts for.</summary>
internal sealed class BatchSlot<TLabel>
    where TLabel : unmanaged
{
    private readonly Arena _inputs;
    private readonly TLabel[] _labels;
    private readonly float[] _weights;
    private readonly int _width;
    private readonly int _labelWidth;

    public BatchSlot(int capacity, int width, int labelWidth)
    {
        (_width, _labelWidth) = (width, labelWidth);
        _inputs = new Arena((long)capacity * width);
        _labels = new TLabel[capacity * labelWidth];
        _weights = new float[capacity];
    }

    /// <summary>Number of samples: B.</summary>
    public int Rows { get; private set; }

    /// <summary>[B, features].</summary>
    public Span<float> Inputs => _inputs.Slice(0, Rows * _width);

    /// <summary>[B, labels].</summary>
    public Span<TLabel> Labels => _labels.AsSpan(0, Rows * _labelWidth);

    /// <summary>[B], or nothing if all samples count 1.</summary>
    public ReadOnlySpan<float> Weights => IsWeighted ? _weights.AsSpan(0, Rows) : default;

    private bool IsWeighted { get; set; }

    /// <summary>Collects rows of the source of a set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(Dataset<TLabel> data, ReadOnlySpan<int> rows)
    {
        Rows = rows.Length;
        data.GatherFeatures(rows, Inputs);
        data.GatherLabels(rows, Labels);
        IsWeighted = !data.GatherWeights(rows, _weights).IsEmpty;
    }

    /// <summary>Has no rows, until some are added.</summary>
    public void Clear() => (Rows, IsWeighted) = (0, false);

    /// <summary>One more row, which counts 1.</summary>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels)
    {
        features.CopyTo(_inputs.Slice(Rows * _width, _width));
        labels.CopyTo(_labels.AsSpan(Rows * _labelWidth, _labelWidth));
        Rows++;
    }

    /// <summary>Copies a batch of the caller's.</summary>
    public void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights)
    {
        Rows = inputs.Length / _width;
        inputs.CopyTo(Inputs);
        labels.CopyTo(Labels);
        weights.CopyTo(_weights);
        IsWeighted = !weights.IsEmpty;
    }
}
