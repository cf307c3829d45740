namespace Adjoint;

/// <summary>How the parameters follow their gradients. It stands last.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class OptimizerAttribute : Attribute
{
    private protected OptimizerAttribute(double learningRate = 1e-3) => LearningRate = learningRate;

    /// <summary>The step size η, above 0; 0.001 unless given or the optimizer says otherwise. <c>TrainingOptions.LearningRate</c> overrides it.</summary>
    public double LearningRate { get; init; }

    /// <summary>
    /// Whether weight decay is for the weights of dense layers and embeddings alone, and leaves biases and the weights and biases of normalisations as they are: what
    /// one writes with two parameter groups in PyTorch. Unless given (false) all parameters decay alike. It holds for <c>TrainingOptions.WeightDecay</c> too.
    /// </summary>
    public bool DecayWeightsOnly { get; init; }
}
