using System.ComponentModel;

namespace Adjoint;

/// <summary>A model with one output, which says yes or no. The accuracy of an evaluation is the share of samples whose answer is right.</summary>
public abstract class BinaryClassifier : LogisticClassifier
{
    /// <summary>For models that the compiler rejected.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected BinaryClassifier(string rejection = "A constructor of a model chains to this(seed).")
        : base(rejection)
    {
    }

    /// <summary>Allocates and initialises the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected BinaryClassifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

    /// <summary>The label of one sample: true where the logit is above 0, which is a probability above one half.</summary>
    /// <param name="inputs">One row of features.</param>
    /// <returns>Yes or no.</returns>
    /// <exception cref="ArgumentException">The inputs are not one row.</exception>
    public bool Classify(ReadOnlySpan<float> inputs)
    {
        RequireOneRow(inputs);
        var label = false;
        Classify(inputs, new Span<bool>(ref label));
        return label;
    }
}
