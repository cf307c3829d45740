namespace Adjoint;

/// <summary>
/// How the first values of a parameter are drawn. fanIn and fanOut are the inputs and outputs of the layer; "scale" is the number given
/// beside it (<c>WeightScale</c>, <c>BiasScale</c>).
/// </summary>
public enum Initialization
{
    /// <summary>PyTorch's default for the layer: for a dense layer uniform in ±1/√fanIn.</summary>
    Default,

    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>All one.</summary>
    Ones,

    /// <summary>All the scale (1 unless given), as <c>torch.nn.init.constant_</c>.</summary>
    Constant,

    /// <summary>Uniform in ±scale (1 unless given), as <c>torch.nn.init.uniform_(-scale, scale)</c>.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and deviation scale (1 unless given), as <c>torch.nn.init.normal_</c>.</summary>
    Normal,

    /// <summary>Normal with deviation scale (1 unless given), drawn again beyond two deviations.</summary>
    TruncatedNormal,

    /// <summary>Uniform in ±scale · √(6 / (fanIn + fanOut)), the scale being a gain (1 unless given): Glorot and Bengio, 2010.</summary>
    XavierUniform,

    /// <summary>Normal with deviation scale · √(2 / (fanIn + fanOut)), the scale being a gain (1 unless given): Glorot and Bengio, 2010.</summary>
    XavierNormal,

    /// <summary>Uniform in ±scale · √(3 / fanIn), the scale being a gain (√2 unless given): He et al., 2015.</summary>
    KaimingUniform,

    /// <summary>Normal with deviation scale / √fanIn, the scale being a gain (√2 unless given): He et al., 2015.</summary>
    KaimingNormal,

    /// <summary>Uniform in ±scale · √(3 / fanIn), the scale being a gain (1 unless given): LeCun et al., 1998.</summary>
    LeCunUniform,

    /// <summary>Normal with deviation scale / √fanIn, the scale being a gain (1 unless given): LeCun et al., 1998.</summary>
    LeCunNormal,

    /// <summary>Rows or columns, whichever are fewer, orthogonal and of length scale (a gain, 1 unless given): Saxe et al., 2014.</summary>
    Orthogonal,
}
