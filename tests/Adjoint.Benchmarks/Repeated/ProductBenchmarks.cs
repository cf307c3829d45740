using Adjoint.Kernels;
using BenchmarkDotNet.Attributes;

namespace Adjoint.Benchmarks;

/// <summary>The products of a dense layer.</summary>
public class ProductBenchmarks
{
    private DenseArrays _arrays = new(default);

    /// <summary>The layers: of Fashion-MNIST's network, and two that no cache of a core holds.</summary>
    public static IEnumerable<DenseShape> Shapes => [new(64, 784, 128), new(64, 128, 10), new(128, 512, 512), new(1024, 1024, 1024)];

    /// <summary>The layer that is measured.</summary>
    [ParamsSource(nameof(Shapes))]
    public DenseShape Shape { get; set; }

    /// <summary>Makes the arrays.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        MeasuredSize.Set(Shape.Inputs, Shape.Outputs);
        _arrays = new(Shape);
        MeasurePeak();
    }

    /// <summary>Measures the peak, before and after each case: the best one of all counts.</summary>
    [GlobalCleanup]
    public void MeasurePeak() => QuietCore.Peak(runs: 2000);

    /// <summary>y = x · w + b.</summary>
    [Benchmark]
    public void Forward() => Dense.Forward<MeasuredSize, Identity>(Shape.Rows, _arrays.X.Span, _arrays.Weight.Span, _arrays.Bias.Span, _arrays.Y.Span);

    /// <summary>dx = dy · wᵀ.</summary>
    [Benchmark]
    public void ByInput() => Dense.BackwardInput<MeasuredSize>(Shape.Rows, _arrays.Dy.Span, _arrays.Weight.Span, _arrays.Dx.Span);

    /// <summary>dw = xᵀ · dy.</summary>
    [Benchmark]
    public void ByWeight() => Dense.BackwardWeight<MeasuredSize>(Shape.Rows, _arrays.X.Span, _arrays.Dy.Span, _arrays.Dw.Span);
}
