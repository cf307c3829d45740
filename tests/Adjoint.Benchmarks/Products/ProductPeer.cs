using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>A library of products, with the program that calls it for us: on one core, at the same shapes, row-major as our kernels are.</summary>
internal sealed class ProductPeer(string name, CompiledProgram program)
{
    public static ProductPeer[] All { get; } =
    [
        new("oneDNN", new("onednn", "dnnl.h", "libdnnl-dev", "dnnl")),
        new("libxsmm", new("libxsmm", "libxsmm.h", "libxsmm-dev libopenblas-dev", "xsmm", "openblas", "pthread", "dl")),
        new("OpenBLAS", new("openblas", "cblas.h", "libopenblas-dev", "openblas")),
    ];

    public string Name => name;

    public string Install => program.Install;

    public bool IsInstalled => program.IsInstalled;

    public ProductPeerProcess Start() => new(name, new(program.Start(threads: 1)));
}

/// <summary>The library's side, a process of its own.</summary>
internal sealed class ProductPeerProcess(string name, Conversation conversation) : IDisposable
{
    public string Name => name;

    /// <summary>Prepares a product of a dense layer.</summary>
    /// <param name="product">forward, input or weight.</param>
    /// <param name="shape">The layer.</param>
    /// <param name="ours">Our result of it.</param>
    /// <returns>How the library makes it; null if it cannot.</returns>
    /// <exception cref="InvalidDataException">Its result is not ours.</exception>
    public string? Prepare(string product, DenseShape shape, ReadOnlySpan<float> ours)
    {
        var answer = conversation.Order(string.Create(CultureInfo.InvariantCulture, $"shape {shape.Rows} {shape.Inputs} {shape.Outputs} {product}"));
        var (sum, how) = answer.Split(' ', 2) is [var first, var rest] ? (Conversation.Parse(first), rest) : throw new InvalidDataException($"{name} answered \"{answer}\".");
        if (how == "cannot")
        {
            return null;
        }

        // Rounding is a few millionths of what is added up; another product would be off by far more.
        var (ourSum, size) = CheckSum(ours);
        return Math.Abs(sum - ourSum) <= 1e-4 * size
            ? how
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}, {shape}, {product}: the sum of its results is {sum}, of ours {ourSum}; these are different products."));
    }

    /// <summary>Microseconds of one product.</summary>
    public double Time(int repeats) => conversation.Number(string.Create(CultureInfo.InvariantCulture, $"time {repeats}"));

    public void Dispose() => conversation.Dispose();

    private static (double Sum, double Size) CheckSum(ReadOnlySpan<float> numbers)
    {
        var (sum, size) = (0.0, 0.0);
        for (var i = 0; i < numbers.Length; i++)
        {
            sum += numbers[i] * ((i % 7) - 3);
            size += Math.Abs(numbers[i]);
        }

        return (sum, size);
    }
}
