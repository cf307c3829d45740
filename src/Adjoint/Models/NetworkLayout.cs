using System.ComponentModel;

namespace Adjoint;

/// <summary>The numbers of a model that the library works with. Written by the generator.</summary>
/// <param name="Name">The name of the class, for messages.</param>
/// <param name="Inputs">Floats of one sample.</param>
/// <param name="Outputs">Floats that the model makes of one sample.</param>
/// <param name="WorkspacePerSample">Floats that a prediction needs for each sample.</param>
/// <param name="ParameterFloats">Floats of the block of parameters, gaps between them included.</param>
/// <param name="Moments">Numbers that the optimizer keeps for each parameter.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="Buffers">What no optimizer changes, such as running statistics and frozen parameters, in order: it lies behind the parameters' block.</param>
/// <param name="WorkspaceFixed">Floats that a prediction needs whatever the number of samples.</param>
/// <param name="SmallestBatch">The fewest samples that can be trained on at once: two where a normalisation needs the variance of a batch.</param>
/// <param name="Vocabulary">Where the inputs are indices, what they are below; 0 where they are any numbers.</param>
/// <param name="Layers">The layers that compute something, in order: the rows of the model's summary.</param>
/// <param name="IsProfiled">Whether an iteration takes the time of each layer.</param>
/// <param name="Chain">The words of the model with their numbers: a checkpoint of another model is refused by the first that differs.</param>
/// <param name="MicroBatches">How many parts a batch is trained in.</param>
/// <param name="Tile">How many samples of a large batch run through all layers before the next ones; 0 where a batch is never cut into tiles.</param>
/// <param name="AveragesFrom">The update after which averages of the weights begin; 0 where there are none.</param>
/// <param name="Scaling">What is learned of the inputs before the first iteration; null for nothing.</param>
/// <param name="Columns">The names of the inputs, where they are the columns of an example: sets and files of others are refused.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NetworkLayout(
    string Name,
    int Inputs,
    int Outputs,
    int WorkspacePerSample,
    int ParameterFloats,
    int Moments,
    IReadOnlyList<ParameterLayout> Parameters,
    IReadOnlyList<ParameterLayout>? Buffers = null,
    int WorkspaceFixed = 0,
    int SmallestBatch = 1,
    int Vocabulary = 0,
    IReadOnlyList<LayerLayout>? Layers = null,
    bool IsProfiled = false,
    IReadOnlyList<string>? Chain = null,
    int MicroBatches = 1,
    int Tile = 0,
    long AveragesFrom = 0,
    InputScalingLayout? Scaling = null,
    IReadOnlyList<string>? Columns = null)
{
    /// <summary>The floating-point operations of an iteration for each sample, without loss and update.</summary>
    internal long FlopsOfSample => (Layers ?? []).Sum(layer => layer.ForwardFlops + layer.BackwardFlops);
}
