namespace Adjoint;

/// <summary>Watches a metric from validation to validation and keeps the parameters of the best.</summary>
internal sealed class BestModel
{
    private readonly EarlyStopping _rule;
    private readonly Arena? _parameters;

    /// <summary>Takes memory for one copy of the parameters and buffers, if they will be restored.</summary>
    public BestModel(EarlyStopping rule, int floats)
    {
        _rule = rule;
        _parameters = rule.RestoreBest ? new Arena(floats) : null;
        Value = rule.Metric.Worst;
    }

    /// <summary>The best value so far.</summary>
    public double Value { get; private set; }

    /// <summary>The number of the epoch that it is of; 0 before any.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether the last validation was the best.</summary>
    public bool IsLast { get; private set; }

    /// <summary>How many validations have passed since it, or since the baseline was beaten.</summary>
    public int Waited { get; private set; }

    /// <summary>The parameters and buffers of the best; null where there is none yet, or they are not kept.</summary>
    public Arena? Parameters => Epoch > 0 ? _parameters : null;

    /// <summary>Goes on from where an earlier training stood; the parameters are to be filled in.</summary>
    public void Resume(double value, int epoch, int waited) => (Value, Epoch, Waited) = (value, epoch, waited);

    /// <summary>Takes note of a validation; says why the training should end, or null.</summary>
    public StopReason? See(int epoch, Evaluation evaluation, ReadOnlySpan<float> parameters)
    {
        IsLast = false;
        if (epoch < _rule.FirstEpoch)
        {
            return null;
        }

        var value = _rule.Metric.Measure(evaluation);
        Waited++;
        if (_rule.Metric.IsBetter(value, Value, _rule.MinimumImprovement))
        {
            (Value, Epoch, IsLast) = (value, epoch, true);
            if (_parameters is not null)
            {
                parameters.CopyTo(_parameters.Span);
            }

            Waited = _rule.Baseline is { } baseline && !_rule.Metric.IsBetter(value, baseline, _rule.MinimumImprovement) ? Waited : 0;
        }

        return _rule.Target is { } target && !_rule.Metric.IsBetter(target, value) && !double.IsNaN(value) ? StopReason.TargetReached
            : Waited >= _rule.Patience ? StopReason.EarlyStopping
            : null;
    }

    /// <summary>Puts the best parameters back.</summary>
    public void Restore(Span<float> parameters)
    {
        Parameters?.Span.CopyTo(parameters);
    }

    /// <summary>What it came to, in the user's words.</summary>
    public string Describe() => Epoch == 0
        ? $"no {_rule.Metric.Name} counted"
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"the best {_rule.Metric.Name} was {Value:G5} in epoch {Epoch}{(_rule.RestoreBest ? ", whose parameters the model has" : string.Empty)}");
}
