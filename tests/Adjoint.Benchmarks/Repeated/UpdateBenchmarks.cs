using Adjoint.Kernels;
using BenchmarkDotNet.Attributes;

namespace Adjoint.Benchmarks;

/// <summary>The optimizers' updates, of as many parameters as Fashion-MNIST's network has and of so many that they lie in memory.</summary>
public class UpdateBenchmarks
{
    private static readonly AdamStep AdamStep = new(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, step: 100);
    private static readonly SgdStep SgdStep = new(learningRate: 1e-3, momentum: 0.9, dampening: 0, nesterov: false, weightDecay: 0, step: 100);
    private static readonly LionStep LionStep = new(learningRate: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0);
    private static readonly RmsPropStep RmsPropStep = new(learningRate: 1e-3, alpha: 0.99, epsilon: 1e-8, weightDecay: 0, momentum: 0, centered: false);

    private float[] _gradient = [], _first = [], _second = [], _parameters = [];

    /// <summary>How many parameters.</summary>
    [Params(101_770, 10_000_000)]
    public int Parameters { get; set; }

    /// <summary>How often an update of this name reads or writes a number for each parameter.</summary>
    public static int Transfers(string update) => update switch
    {
        nameof(PlainSgd) => 3,
        nameof(Momentum) or nameof(Rmsprop) or nameof(LionUpdate) => 5,
        _ => 7,
    };

    /// <summary>Makes the arrays.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _gradient = Timing.Random(Parameters);
        _parameters = Timing.Random(Parameters);
        (_first, _second) = (new float[Parameters], new float[Parameters]);
        MeasureCopy();
    }

    /// <summary>Measures how fast a copy is, before and after each case: the best one of all counts.</summary>
    [GlobalCleanup]
    public void MeasureCopy() => CopyBandwidth.Measure(Parameters);

    /// <summary>Stochastic gradient descent.</summary>
    [Benchmark]
    public bool PlainSgd() => Sgd.Update(1e-3f, 0, _gradient, _parameters);

    /// <summary>The same with momentum.</summary>
    [Benchmark]
    public bool Momentum() => Sgd.Update(SgdStep, _gradient, _first, _parameters);

    /// <summary>RMSprop, neither centered nor with momentum.</summary>
    [Benchmark]
    public bool Rmsprop() => RmsProp.Update(RmsPropStep, _gradient, _second, [], [], _parameters);

    /// <summary>Lion.</summary>
    [Benchmark]
    public bool LionUpdate() => Lion.Update(LionStep, _gradient, _first, _parameters);

    /// <summary>Adam.</summary>
    [Benchmark]
    public bool AdamUpdate() => Adam.Update(AdamStep, _gradient, _first, _second, _parameters);

    /// <summary>AdamW.</summary>
    [Benchmark]
    public bool AdamWUpdate() => AdamW.Update(AdamStep, _gradient, _first, _second, _parameters);
}
