namespace Adjoint;

/// <summary>Watches a metric from validation to validation and keeps the parameters of the best.</summary>
internal sealed class BestModel
{
    private readonly EarlyStopping _rule;
    private readonly float[] _parameters;
    private int _waited;

    /// <summary>Takes memory for one copy of the parameters and buffers, if they will be restored.</summary>
    public BestModel(EarlyStopping rule, int floats)
    {
        _rule = rule;
        _parameters = rule.RestoreBest ? new float[floats] : [];
        Value = rule.Metric.Worst;
    }

    /// <summary>The best value so far.</summary>
    public double Value { get; private set; }

    /// <summary>The number of the epoch that it is of; 0 before any.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes note of a validation; says why the training should end, or null.</summary>
    public StopReason? See(int epoch, Evaluation evaluation, ReadOnlySpan<float> parameters)
    {
        if (epoch < _rule.FirstEpoch)
        {
            return null;
        }

        var value = _rule.Metric.Measure(evaluation);
        _waited++;
        if (_rule.Metric.IsBetter(value, Value, _rule.MinimumImprovement))
        {
            (Value, Epoch) = (value, epoch);
            if (_rule.RestoreBest)
            {
                parameters.CopyTo(_parameters);
            }

            _waited = _rule.Baseline is { } baseline && !_rule.Metric.IsBetter(value, baseline, _rule.MinimumImprovement) ? _waited : 0;
        }

        return _rule.Target is { } target && !_rule.Metric.IsBetter(target, value) && !double.IsNaN(value) ? StopReason.TargetReached
            : _waited >= _rule.Patience ? StopReason.EarlyStopping
            : null;
    }

    /// <summary>Puts the best parameters back.</summary>
    public void Restore(Span<float> parameters)
    {
        if (_rule.RestoreBest && Epoch > 0)
        {
            _parameters.CopyTo(parameters);
        }
    }

    /// <summary>What it came to, in the user's words.</summary>
    public string Describe() => Epoch == 0
        ? $"no {_rule.Metric.Name} counted"
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"the best {_rule.Metric.Name} was {Value:G5} in epoch {Epoch}{(_rule.RestoreBest ? ", whose parameters the model has" : string.Empty)}");
}
