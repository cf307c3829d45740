using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>
/// Into how many samples at a time a large batch is cut: a tile runs forward and backward through all layers while its activations lie in the second-level cache. A property of the model
/// and never of the machine, since the order of sums depends on it.
/// </summary>
internal static class Tiling
{
    /// <summary>From as many parameters on, adding up the gradients of tiles costs more than the way of activations through the cache.</summary>
    private const int MostParameters = 16 * 1024;

    /// <summary>256 KiB: inputs, activations and gradients of a tile leave room for parameters and packed panels in a cache of 512 KiB.</summary>
    private const int FloatsOfTile = 64 * 1024;

    /// <summary>Fewer samples would not pay for the calls of the kernels.</summary>
    private const int FewestSamples = 128;

    private const int MostSamples = 1024;

    /// <summary>Samples of a tile; 0 where a batch is never cut.</summary>
    public static int SamplesOf(TypedGraph typed, ParameterPlan parameters, ExecutionPlan training)
    {
        if (parameters.AllFloats >= MostParameters || typed.Nodes.Any(node => node.Op is NormStatisticsOp { Normalization.IsOverBatch: true, IsFrozen: false }))
        {
            return 0;
        }

        var floats = training.FloatsPerSample + training.Buffers.First(buffer => buffer.Region == Region.Inputs).Length;
        return Math.Min(Math.Max(FloatsOfTile / floats / FewestSamples * FewestSamples, FewestSamples), MostSamples);
    }
}
