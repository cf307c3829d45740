namespace Adjoint.Generator.Vocabulary;

/// <summary>A way to bound gradients: a word, the library's method and its formula.</summary>
/// <param name="Word">The attribute without its suffix.</param>
/// <param name="Kernel">The call.</param>
/// <param name="Formula">What it makes of the gradients g; <c>{0}</c> is the bound.</param>
/// <param name="Bound">The number that its attribute takes.</param>
internal sealed record Clipping(string Word, string Kernel, string Formula, Setting Bound)
{
    public static readonly Clipping Norm = new("ClipNorm", "Kernels::Clip.ByNorm", "g ← g · min(1, {0} / |g|)", Setting.Positive("the norm", 1));

    public static readonly Clipping Value = new("ClipValue", "Kernels::Clip.ByValue", "g ← min(max(g, -{0}), {0})", Setting.Positive("the value", 1));

    public static readonly EquatableArray<Clipping> All = EquatableArray.Of(Norm, Value);
}
