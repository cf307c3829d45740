using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The numbers of one step t of NAdam, computed in double precision. PyTorch's defaults: lr 2e-3, β 0.9 and 0.999, ε 1e-8, no weight decay, momentum
/// decay 4e-3.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct NAdamStep
{
    /// <summary>Prepares step <paramref name="step"/>.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">How much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">How much of the second moment stays, in [0, 1).</param>
    /// <param name="epsilon">Added to the root of the second moment.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="momentumDecay">ψ: the momentum of step i is μᵢ = β₁ · (1 - 0.96^(i · ψ) / 2).</param>
    /// <param name="step">t, 1 for the first.</param>
    /// <param name="previousProduct"><see cref="MomentumProduct"/> of the step before; 1 before the first step. <see cref="ProductAfter"/> finds it again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1, or a β is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NAdamStep(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double momentumDecay, long step, double previousProduct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        Require.Fraction(beta1);
        Require.Fraction(beta2);
        var (momentum, next) = (Momentum(beta1, momentumDecay, step), Momentum(beta1, momentumDecay, step + 1));
        MomentumProduct = Next(previousProduct, momentum);
        FirstKept = (float)beta1;
        FirstAdded = (float)(1 - beta1);
        SecondKept = (float)beta2;
        SecondAdded = (float)(1 - beta2);
        NegativeGradientRate = (float)(-learningRate * (1 - momentum) / (1 - MomentumProduct));
        NegativeMomentRate = (float)(-learningRate * next / (1 - (MomentumProduct * next)));
        RootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>μ₁ ··· μₜ: what the next step wants to know.</summary>
    public double MomentumProduct { get; }

    /// <summary>μ₁ ··· μₜ after any number of steps, multiplied as the steps do: for a training that goes on from a file.</summary>
    /// <param name="beta1">β₁.</param>
    /// <param name="momentumDecay">ψ.</param>
    /// <param name="steps">t; 0 gives 1.</param>
    /// <returns>The product.</returns>
    public static double ProductAfter(double beta1, double momentumDecay, long steps)
    {
        var product = 1.0;
        // Once it has vanished, after some hundred steps, it stays so.
        for (long step = 1; step <= steps && product > 0; step++)
        {
            product = Next(product, Momentum(beta1, momentumDecay, step));
        }

        return product;
    }

    /// <summary>The product of one more; zero where 1 less the product is 1 anyway.</summary>
    private static double Next(double product, double momentum) => product * momentum < 1e-30 ? 0 : product * momentum;

    private static double Momentum(double beta1, double momentumDecay, long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * momentumDecay)));

    /// <summary>β₁.</summary>
    internal float FirstKept { get; }

    /// <summary>1 - β₁.</summary>
    internal float FirstAdded { get; }

    /// <summary>β₂.</summary>
    internal float SecondKept { get; }

    /// <summary>1 - β₂.</summary>
    internal float SecondAdded { get; }

    /// <summary>-lr · (1 - μₜ) / (1 - μ₁ ··· μₜ).</summary>
    internal float NegativeGradientRate { get; }

    /// <summary>-lr · μₜ₊₁ / (1 - μ₁ ··· μₜ₊₁).</summary>
    internal float NegativeMomentRate { get; }

    /// <summary>1 / √(1 - β₂ᵗ).</summary>
    internal float RootCorrection { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }
}
