namespace Adjoint;

/// <summary>Adds normal noise.</summary>
internal sealed record NoiseStep(float Deviation) : AugmentationStep
{
    private protected override FormattableString Word => $"Noise({Deviation:R})";

    public override void Apply(ulong key, Span<float> row, Span<float> scratch) => NormalNoise.Add(Deviation, key, row);
}
