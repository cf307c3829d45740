using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>
/// The bits of the further activations and of what works on rows and columns, each in one number that is written down here: as <see cref="FingerprintTests"/>.
/// </summary>
public class RowFingerprintTests
{
    private const ulong Start = 0xCBF29CE484222325;

    [Fact]
    public void Every_machine_computes_the_same_activations()
    {
        var hash = Start;
        var (z, t) = (Numbers.Random(200, 5, 9), new float[200]);
        foreach (var kernel in new Action[]
        {
            () => LeakyRelu.Forward(z, t, 0.1f), () => LeakyRelu.Backward(z, z, t, 0.1f), () => Elu.Forward(z, t, 0.7f), () => Elu.Backward(z, z, t, 0.7f),
            () => Selu.Forward(z, t), () => Selu.Backward(z, z, t), () => GeluTanh.Forward(z, t), () => GeluTanh.Backward(z, z, t),
            () => Silu.Forward(z, t), () => Silu.Backward(z, z, t), () => HardSigmoid.Forward(z, t), () => HardSigmoid.Backward(z, z, t),
            () => HardTanh.Forward(z, t, -1, 2), () => HardTanh.Backward(z, z, t, -1, 2), () => Softplus.Forward(z, t, 1.5f, 4), () => Softplus.Backward(z, z, t, 1.5f, 4),
            () => Mish.Forward(z, t), () => Mish.Backward(z, z, t), () => HardSwish.Forward(z, t), () => HardSwish.Backward(z, z, t),
        })
        {
            kernel();
            hash = Mix(hash, t);
        }

        Assert.Equal("9CC1F22E25871FBB", hash.ToString("X16"));
    }

    [Fact]
    public void Every_machine_computes_the_same_rows_and_columns()
    {
        var hash = Start;
        const int Rows = 9, Width = 29;
        var (z, dz, weight, bias) = (Numbers.Random(Rows * Width, 6, 3), Numbers.Random(Rows * Width, 7), Numbers.Random(Width, 8), Numbers.Random(Width, 9));
        var (t, u, statistics, dWeight, dBias) = (new float[z.Length], new float[z.Length], new float[4 * Width], new float[Width], new float[Width]);
        var variance = new float[Width];
        float[] indices = [4, 2, 4, 0, 8, 2, 4, 1, 1];
        foreach (var kernel in new Action[]
        {
            () => LogSoftmax.Forward(Rows, Width, z, t), () => LogSoftmax.Backward(Rows, Width, t, dz, u), () => Softmax.Backward(Rows, Width, t, dz, u),
            () => { LayerNorm.Statistics(Rows, Width, 1e-5f, z, statistics); LayerNorm.Forward(Rows, Width, z, weight, bias, statistics, t); }, () => LayerNorm.BackwardInput(Rows, Width, z, weight, statistics, dz, u),
            () => LayerNorm.BackwardWeight(Rows, Width, z, statistics, dz, dWeight),
            () => { RmsNorm.Statistics(Rows, Width, 1e-5f, z, statistics); RmsNorm.Forward(Rows, Width, z, weight, statistics, t); }, () => RmsNorm.BackwardInput(Rows, Width, z, weight, statistics, dz, u),
            () => RmsNorm.BackwardWeight(Rows, Width, z, statistics, dz, dWeight),
            () => BatchNorm.Statistics(Rows, Width, 1e-5f, z, statistics), () => BatchNorm.Forward(Rows, Width, z, weight, bias, statistics, t),
            () => BatchNorm.BackwardWeight(Rows, Width, z, statistics, dz, dWeight), () => ColumnSum.Run(Rows, Width, dz, dBias),
            () => BatchNorm.BackwardInput(Rows, Width, z, weight, statistics, dWeight, dBias, dz, u),
            () => BatchNorm.UpdateRunning(Rows, Width, 0.1f, statistics, dWeight, variance), () => BatchNorm.PredictionStatistics(Width, 1e-5f, dWeight, variance, statistics),
            () => Embedding.Forward(Rows, Width, indices, z, t), () => Embedding.Backward(Rows, Width, 9, 2, indices, dz, u),
        })
        {
            kernel();
            hash = Mix(hash, [.. t, .. u, .. dWeight, .. dBias, .. statistics]);
        }

        Assert.Equal("F74C3F839CA16779", hash.ToString("X16"));
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<float> numbers)
    {
        foreach (var bits in Numbers.Bits(numbers))
        {
            hash = unchecked((hash ^ bits) * 0x100000001B3);
        }

        return hash;
    }
}
