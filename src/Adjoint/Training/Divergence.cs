namespace Adjoint;

/// <summary>What was the first not to be a finite number.</summary>
public enum DivergedValue
{
    /// <summary>Parameters: an earlier update was too large.</summary>
    Parameters,

    /// <summary>What a layer made of its inputs.</summary>
    Outputs,

    /// <summary>The loss of finite outputs.</summary>
    Loss,

    /// <summary>The gradient of a layer's parameters, of a finite loss. The update was made.</summary>
    Gradient,
}

/// <summary>Where a training met a number that is not finite. It ends there: no update is made from a loss that is not finite.</summary>
/// <param name="Epoch">The epoch's number, from 1; 0 for a batch of the caller's.</param>
/// <param name="Iteration">The iteration's number in its epoch, from 1.</param>
/// <param name="Value">What it was.</param>
/// <param name="Layer">
/// The layer where it first appeared, by its name in files, or the parameter (<c>hidden.weight</c>); several with commas where they share memory and it was one of them;
/// empty for the loss.
/// </param>
/// <param name="Samples">
/// The samples of its batch in the batch's order, as rows of the data that the set was made from (a part of a split set keeps the numbers of the whole), or of a stream as their numbers in their pass, from 0;
/// empty for a batch of the caller's.
/// </param>
public sealed record Divergence(int Epoch, int Iteration, DivergedValue Value, string Layer, IReadOnlyList<int> Samples)
{
    private const int Shown = 8;

    /// <summary>
    /// It in a sentence: "In iteration 17 of epoch 2 the outputs of hidden were not finite numbers; the batch had the samples 4, 18, 3 and 61 more".
    /// </summary>
    public override string ToString()
    {
        var what = Value switch
        {
            DivergedValue.Parameters => $"the parameters {Layer} were no longer finite numbers",
            DivergedValue.Outputs => $"the outputs of {Layer} were not finite numbers",
            DivergedValue.Gradient => $"the gradient of {Layer} was not finite",
            _ => "the loss was not a finite number",
        };
        var when = Epoch > 0 ? $"In iteration {Iteration} of epoch {Epoch}" : $"In step {Iteration}";
        return Samples.Count == 0 ? $"{when} {what}" : $"{when} {what}; the batch had the samples {ShownSamples()}";
    }

    private string ShownSamples() => string.Join(", ", Samples.Take(Shown)) + (Samples.Count > Shown ? $" and {Samples.Count - Shown} more" : string.Empty);
}
