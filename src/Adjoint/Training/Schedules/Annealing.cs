namespace Adjoint;

/// <summary>How a rate goes from one value to another.</summary>
public enum Annealing
{
    /// <summary>Along half a wave of the cosine: slow, fast, slow.</summary>
    Cosine,

    /// <summary>In a straight line.</summary>
    Linear,
}
