using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>Mean absolute, mean squared and root mean squared error, and R², of predicted values; <see cref="ToString"/> is a table of them.</summary>
/// <remarks>
/// scikit-learn's <c>mean_absolute_error</c>, <c>mean_squared_error</c> and <c>r2_score</c>; several outputs are averaged, each counting the same
/// (<c>uniform_average</c>). Summed in double precision, the variance by Welford's recurrence. Adding allocates nothing. Not safe from several
/// threads at once.
/// </remarks>
public sealed class RegressionReport : IRegressorMetric
{
    private readonly Sums[] _sums;

    /// <summary>Counts from zero. <c>model.Report(data)</c> makes one of a model and a set.</summary>
    /// <param name="outputs">How many values are predicted for a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no outputs.</exception>
    public RegressionReport(int outputs = 1)
    {
        if (outputs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(outputs), outputs, $"There are {outputs} outputs, expected 1 or more.");
        }

        _sums = new Sums[outputs];
    }

    /// <summary>How many values a row has.</summary>
    public int Outputs => _sums.Length;

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The mean over the outputs of the mean of |actual - predicted|; NaN before the first row.</summary>
    public double MeanAbsoluteError => Mean.MeanAbsoluteError;

    /// <summary>The mean over the outputs of the mean of (actual - predicted)²; NaN before the first row.</summary>
    public double MeanSquaredError => Mean.MeanSquaredError;

    /// <summary>The mean over the outputs of the root of their mean squared error; NaN before the first row.</summary>
    public double RootMeanSquaredError => Mean.RootMeanSquaredError;

    /// <summary>The mean over the outputs of R², the coefficient of determination; see <see cref="RegressionScores.RSquared"/>.</summary>
    public double RSquared => Mean.RSquared;

    /// <summary>All four, averaged over the outputs.</summary>
    public RegressionScores Mean
    {
        get
        {
            double absolute = 0, squared = 0, root = 0, determination = 0;
            for (var output = 0; output < Outputs; output++)
            {
                var scores = this[output];
                absolute += scores.MeanAbsoluteError;
                squared += scores.MeanSquaredError;
                root += scores.RootMeanSquaredError;
                determination += scores.RSquared;
            }

            return new(absolute / Outputs, squared / Outputs, root / Outputs, determination / Outputs);
        }
    }

    /// <summary>All four of one output.</summary>
    /// <param name="output">0 ... <see cref="Outputs"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public RegressionScores this[int output]
    {
        get
        {
            if ((uint)output >= (uint)Outputs)
            {
                throw new ArgumentOutOfRangeException(nameof(output), output, $"There is no output {output}, expected 0 to {Outputs - 1}.");
            }

            ref readonly var sums = ref _sums[output];
            var squared = sums.SquaredErrors / Samples;
            return new(sums.AbsoluteErrors / Samples, squared, Math.Sqrt(squared), Determination(sums));
        }
    }

    /// <summary>Counts one row with one output.</summary>
    /// <param name="actual">The true value.</param>
    /// <param name="predicted">The predicted value.</param>
    /// <exception cref="ArgumentException">There are several outputs, or a number is not finite.</exception>
    public void Add(float actual, float predicted) => Add(new ReadOnlySpan<float>(in actual), new ReadOnlySpan<float>(in predicted));

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> actual, ReadOnlySpan<float> predicted)
    {
        if (actual.Length % Outputs != 0)
        {
            throw new ArgumentException($"{actual.Length} values are not whole rows: a row has {Outputs}.", nameof(actual));
        }

        if (predicted.Length != actual.Length)
        {
            throw new ArgumentException($"{actual.Length} values have as many predictions, but {predicted.Length} were given.", nameof(predicted));
        }

        CheckFinite(actual, "true", nameof(actual));
        CheckFinite(predicted, "predicted", nameof(predicted));
        for (var i = 0; i < actual.Length; i++)
        {
            var output = i % Outputs;
            Samples += output == 0 ? 1 : 0;
            _sums[output].Add(actual[i], predicted[i], Samples);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_sums);
        Samples = 0;
    }

    /// <summary>A table: a row for each output where there are several, and one for the mean.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var width = Math.Max(Outputs > 1 ? $"output {Outputs - 1}".Length : 0, "support".Length);
        Line(string.Empty, "MAE", "MSE", "RMSE", "R²");
        for (var output = 0; Outputs > 1 && output < Outputs; output++)
        {
            Scores($"output {output}", this[output]);
        }

        Scores(Outputs > 1 ? "mean" : string.Empty, Mean);
        return text.Append("support".PadLeft(width)).Append("  ").Append(Samples.ToString(CultureInfo.InvariantCulture).PadLeft(10)).ToString();

        void Scores(string name, RegressionScores scores)
            => Line(name, Number(scores.MeanAbsoluteError), Number(scores.MeanSquaredError), Number(scores.RootMeanSquaredError), Number(scores.RSquared));

        static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

        void Line(string name, params string[] cells)
            => text.Append(name.PadLeft(width)).Append(' ').AppendJoin(string.Empty, cells.Select(cell => " " + cell.PadLeft(10))).Append('\n');
    }

    private double Determination(in Sums sums) => Samples < 2 ? double.NaN
        : sums.Deviation > 0 ? 1 - (sums.SquaredErrors / sums.Deviation)
        : sums.SquaredErrors == 0 ? 1
        : 0;

    private void CheckFinite(ReadOnlySpan<float> values, string which, string parameter)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException($"Row {i / Outputs}: the {which} value of output {i % Outputs} is {values[i]}, expected a finite number.", parameter);
            }
        }
    }

    /// <summary>What is summed over the rows of one output.</summary>
    private struct Sums
    {
        public double AbsoluteErrors;
        public double SquaredErrors;
        private double _mean;

        /// <summary>The sum of the squared distances of the actual values from their mean.</summary>
        public double Deviation { get; private set; }

        public void Add(double actual, double predicted, long samples)
        {
            var error = actual - predicted;
            AbsoluteErrors += Math.Abs(error);
            SquaredErrors += error * error;
            var distance = actual - _mean;
            _mean += distance / samples;
            Deviation += distance * (actual - _mean);
        }
    }
}
