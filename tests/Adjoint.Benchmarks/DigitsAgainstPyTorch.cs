using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Digits;

namespace Adjoint.Benchmarks;

/// <summary>
/// One iteration of examples/Digits beside the same in PyTorch, on the same 1,257 rows: A B A B in one run, because the speed of a shared
/// machine wanders; the medians of all rounds and their ratio are what counts. Each side is warm before it is timed.
/// </summary>
internal static partial class DigitsAgainstPyTorch
{
    private const int Epochs = 20, Rows = 1257;

    public static int Run(int rounds)
    {
        var all = DigitData.Read();
        var rows = Enumerable.Range(0, Rows).ToArray();
        var data = Dataset.From(rows.Select(row => all.Features(row).ToArray()).ToArray(), rows.Select(row => all.Labels(row)[0]).ToArray());
        var ours = new List<double>();
        var asInstalled = new List<double>();
        var best = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            ours.Add(Ours(data, out var accuracy));
            asInstalled.Add(PyTorch(string.Empty));
            ours.Add(Ours(data, out _));
            best.Add(PyTorch("--best"));
            Console.WriteLine(
                $"round {round}: Adjoint {ours[^2]:F1} and {ours[^1]:F1} us an iteration (training accuracy {accuracy:F4}), PyTorch as installed {asInstalled[^1]:F0}, with every setting {best[^1]:F0}");
        }

        Console.WriteLine(
            $"median: Adjoint {Median(ours):F1} us, PyTorch as installed {Median(asInstalled):F0} us: {Median(asInstalled) / Median(ours):F1}x; with every setting {Median(best):F0} us: {Median(best) / Median(ours):F1}x");
        Console.WriteLine($"Adjoint: {DigitClassifier.TrainingFlopsPerSample * 32 / Median(ours) / 1e3:F1} GFLOP/s");
        return 0;
    }

    /// <summary>The median over the epochs of one iteration's time in microseconds, after an epoch to warm up the memory and one training to warm up the code.</summary>
    private static double Ours(Dataset<Digit> data, out double accuracy)
    {
        new DigitClassifier(seed: 1).Fit(data, new() { Epochs = 50 });
        var model = new DigitClassifier(seed: 1);
        var training = model.Train(data, new() { Epochs = Epochs + 1, BatchSize = 32, Seed = 1 });
        var times = training.Epochs.Select(epoch => epoch.Duration.TotalMicroseconds / epoch.IterationCount).Skip(1).ToList();
        accuracy = model.Evaluate(data).Accuracy;
        return Median(times);
    }

    private static double PyTorch(string options)
    {
        var root = Root();
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            Arguments = $"{root}/tests/Adjoint.Benchmarks/peers/pytorch_digits.py --data {root}/examples/Digits/digits.csv.gz --epochs {Epochs} {options}",
            RedirectStandardOutput = true,
        };
        if (options.Length > 0)
        {
            foreach (var (name, value) in BestSettings)
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var match = IterationTime().Match(output);
        return match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"PyTorch printed no time: {output}");
    }

    // Two of them speed up OpenBLAS and PyTorch where they do not know the processor, the others keep freed memory for the next batch.
    private static (string Name, string Value)[] BestSettings =>
    [
        ("OPENBLAS_CORETYPE", "SkylakeX"), ("ATEN_CPU_CAPABILITY", "avx512"), ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"),
        ("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_TRIM_THRESHOLD_", "4000000000"), ("MALLOC_TOP_PAD_", "268435456"),
    ];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it inside the source tree.");
    }

    [GeneratedRegex(@"iteration_us=([0-9.]+)")]
    private static partial Regex IterationTime();
}
