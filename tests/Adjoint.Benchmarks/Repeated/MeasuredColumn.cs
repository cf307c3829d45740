using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Adjoint.Benchmarks;

/// <summary>A rate, or its share of what this process could at best.</summary>
internal abstract class MeasuredColumn(string unit, string limit, bool isShare) : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => isShare ? $"of {limit}" : unit;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => isShare ? 1 : 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => isShare ? $"Share of the {limit} that was measured in this process" : $"{unit}, by the median";

    /// <summary>What one run does: operations, or bytes read and written.</summary>
    protected abstract double Amount(BenchmarkCase one);

    /// <summary>As much in a second, at best.</summary>
    protected abstract double Limit(BenchmarkCase one);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "-";
        }

        // Nanoseconds: what is done in one is billions a second.
        var rate = Amount(benchmarkCase) / statistics.Median;
        return isShare ? (rate * 1e9 / Limit(benchmarkCase)).ToString("P1", CultureInfo.InvariantCulture) : rate.ToString("F1", CultureInfo.InvariantCulture);
    }

    protected static T Parameter<T>(BenchmarkCase one, string name) => (T)one.Parameters.Items.Single(parameter => parameter.Name == name).Value;
}

/// <summary>Of a product, beside the multiply-add peak.</summary>
internal sealed class MultiplyAddColumn(bool isShare) : MeasuredColumn("GFLOP/s", "peak", isShare)
{
    protected override double Amount(BenchmarkCase one) => Parameter<DenseShape>(one, nameof(ProductBenchmarks.Shape)).Operations;

    protected override double Limit(BenchmarkCase one) => QuietCore.Best;
}

/// <summary>Of an update, beside a plain copy.</summary>
internal sealed class BandwidthColumn(bool isShare) : MeasuredColumn("GB/s", "copy", isShare)
{
    protected override double Amount(BenchmarkCase one) =>
        sizeof(float) * (double)Parameter<int>(one, nameof(UpdateBenchmarks.Parameters)) * UpdateBenchmarks.Transfers(one.Descriptor.WorkloadMethod.Name);

    protected override double Limit(BenchmarkCase one) => CopyBandwidth.Of(Parameter<int>(one, nameof(UpdateBenchmarks.Parameters)));
}
