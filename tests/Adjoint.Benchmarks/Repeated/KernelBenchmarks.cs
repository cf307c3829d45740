using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Adjoint.Benchmarks;

/// <summary>
/// The command "kernels": products and updates by BenchmarkDotNet, with its statistics, in this process, so that its limits are measured in the same one. It repeats one thing at a
/// time; what wanders between two of them is not seen, so that peers are compared by the other commands.
/// </summary>
internal static class KernelBenchmarks
{
    public static int Run(string filter)
    {
        Machine.PinTo(1);
        Print<ProductBenchmarks>(filter, new MultiplyAddColumn(isShare: false), new MultiplyAddColumn(isShare: true));
        Print<UpdateBenchmarks>(filter, new BandwidthColumn(isShare: false), new BandwidthColumn(isShare: true));
        return 0;
    }

    private static void Print<TBenchmarks>(string filter, params IColumn[] columns)
    {
        // What is called for the first time runs in the runtime's hasty code, for some hundred milliseconds.
        var job = BenchmarkDotNet.Jobs.Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(15).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(30));
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.StdDev)
            .AddColumn(columns)
            .AddFilter(new SimpleFilter(one => one.DisplayInfo.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(SourceTree.Root, "tests/Adjoint.Benchmarks/obj/kernels"));
        var summary = BenchmarkRunner.Run<TBenchmarks>(config);
        if (summary.BenchmarksCases.Length > 0)
        {
            MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        }

        foreach (var error in summary.ValidationErrors.Where(error => error.IsCritical))
        {
            Console.WriteLine(error.Message);
        }
    }
}
