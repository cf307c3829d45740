using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// What every model is: parameters, files, prediction and training. The generator derives a class with [Model] from
/// <see cref="Classifier{TLabel}"/>, <see cref="ProbabilityClassifier{TClass}"/>, <see cref="BinaryClassifier"/>, <see cref="MultiLabelClassifier"/> or
/// <see cref="Regressor"/>, as its loss asks for.
/// </summary>
/// <typeparam name="TLabel">
/// What a sample is labelled with: an enum or <c>int</c> for classes, <c>bool</c> for yes and no, <c>float</c> for values and for probabilities.
/// </typeparam>
/// <remarks>Predictions may run on many threads at once while no training runs.</remarks>
public abstract partial class Network<TLabel>
    where TLabel : unmanaged
{
    /// <summary>Predictions run in blocks of so many rows, so that the activations of a block stay in the cache.</summary>
    internal const int BlockRows = 128;

    private readonly Arena _parameters;
    private readonly Parameter[] _list;
    private readonly Parameter[] _buffers;

    /// <summary>For models that the compiler rejected: never returns.</summary>
    /// <param name="rejection">Why it did.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(string rejection = "A constructor of a model chains to this(seed).") => throw new InvalidOperationException(rejection);

    /// <summary>Allocates the parameters in one block and draws their first values.</summary>
    /// <param name="layout">The model's numbers.</param>
    /// <param name="seed">The seed of the first values: one seed, the same bits on every machine.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(NetworkLayout layout, int seed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        var buffers = layout.Buffers ?? [];
        _parameters = new Arena(buffers.Count == 0 ? layout.ParameterFloats : buffers[^1].Offset + buffers[^1].Length);
        _list = [.. layout.Parameters.Select(parameter => new Parameter(_parameters, parameter))];
        _buffers = [.. buffers.Select(buffer => new Parameter(_parameters, buffer))];
        foreach (var (tensor, index) in _list.Concat(_buffers).Select((tensor, index) => (tensor, index)))
        {
            tensor.Layout.Initializer.Fill(tensor.Values, tensor.Shape, seed, tensor.Layout.DrawnAs < 0 ? index : tensor.Layout.DrawnAs);
        }
    }

    /// <summary>The trainable parameters in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters => _list;

    /// <summary>
    /// What no optimizer changes, in the order of the layers: what is learned of the inputs, the running statistics of normalisations over the batch,
    /// and the parameters of frozen layers.
    /// Files hold it.
    /// </summary>
    public IReadOnlyList<Parameter> Buffers => _buffers;

    internal NetworkLayout Layout { get; }

    /// <summary>Parameters and buffers, gaps included.</summary>
    internal Span<float> Memory => _parameters.Span;

    internal Span<float> ParameterBlock => _parameters.Slice(0, Layout.ParameterFloats);

    /// <summary>The first parameter with a number that is not finite; null if all are.</summary>
    internal string? NonFiniteParameter() => _list.FirstOrDefault(parameter => !TensorPrimitives.IsFiniteAll<float>(parameter.Values))?.Name;

    /// <summary>The optimizer's memory, which outlives one training: null until the first.</summary>
    internal OptimizerState? Optimizer { get; set; }

    /// <summary>Writes the parameters and buffers as safetensors, with PyTorch's names and layouts. The file is replaced whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(path, [.. _list, .. _buffers], Layout.Columns);

    /// <summary>
    /// Starts training. It trains nothing by itself: loop over <see cref="Training.Epochs"/>, or call <see cref="Fit(Dataset{TLabel}, TrainingOptions{TLabel}?)"/>, which does.
    /// </summary>
    /// <param name="data">The training set.</param>
    /// <param name="options">How to train; the defaults if null.</param>
    /// <returns>The training, in which nothing allocates from here on.</returns>
    /// <exception cref="ArgumentException">
    /// A row has the wrong length, a number is not finite, a label is none of the model's, or options do not fit each other, the set or the model.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Training<TLabel> Train(Dataset<TLabel> data, TrainingOptions<TLabel>? options = null) => new(this, data, options ?? new());

    /// <summary>Trains for all epochs and returns how it went.</summary>
    /// <param name="data">The training set.</param>
    /// <param name="options">How to train; the defaults if null.</param>
    /// <returns>Why it stopped, and the losses of every epoch.</returns>
    /// <exception cref="ArgumentException">
    /// A row has the wrong length, a number is not finite, a label is none of the model's, or options do not fit each other, the set or the model.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TrainingResult Fit(Dataset<TLabel> data, TrainingOptions<TLabel>? options = null) => Train(data, options).Run();

    /// <summary>The mean loss over a set, and for classes and for yes and no the accuracy, in prediction mode.</summary>
    /// <param name="data">The set; its weights, if it has any, weigh the losses, as in training.</param>
    /// <returns>The loss and the accuracy.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    public Evaluation Evaluate(Dataset<TLabel> data)
    {
        Check(data, nameof(data));
        return EvaluateChecked(data);
    }

    /// <summary>The raw outputs of the last layer.</summary>
    /// <param name="inputs">Any number of rows of features, row-major: rows x inputs.</param>
    /// <param name="outputs">Receives rows x outputs.</param>
    /// <exception cref="ArgumentException">The inputs are not whole rows, or the outputs have another number of rows.</exception>
    public void Logits(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var rows = RowsOf(inputs);
        if (outputs.Length != (long)rows * Layout.Outputs)
        {
            throw new ArgumentException(
                $"{rows} rows of {Layout.Name} have {(long)rows * Layout.Outputs} outputs, but there is room for {outputs.Length}.", nameof(outputs));
        }

        var workspace = ArrayPool<float>.Shared.Rent(Layout.WorkspaceFixed + (Math.Min(rows, BlockRows) * Layout.WorkspacePerSample));
        for (var first = 0; first < rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - first);
            Forward(
                count,
                inputs.Slice(first * Layout.Inputs, count * Layout.Inputs),
                workspace,
                outputs.Slice(first * Layout.Outputs, count * Layout.Outputs));
        }

        ArrayPool<float>.Shared.Return(workspace);
    }

    /// <summary>What the model predicts: probabilities of the classes, or the predicted values.</summary>
    /// <param name="inputs">Any number of rows of features, row-major: rows x inputs.</param>
    /// <param name="outputs">Receives rows x outputs.</param>
    /// <exception cref="ArgumentException">The inputs are not whole rows, or the outputs have another number of rows.</exception>
    [OverloadResolutionPriority(1)] // Numbers that are written down as [1, 2] are floats.
    public abstract void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>What the model predicts of whole numbers, such as the indices that an embedding looks up.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(ReadOnlySpan<int> inputs, Span<float> outputs)
    {
        var floats = ArrayPool<float>.Shared.Rent(inputs.Length);
        TensorPrimitives.ConvertChecked(inputs, floats);
        Predict(floats.AsSpan(0, inputs.Length), outputs);
        ArrayPool<float>.Shared.Return(floats);
    }

    /// <summary>The forward pass of a prediction. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Forward(int batch, ReadOnlySpan<float> inputs, Span<float> workspace, Span<float> outputs);

    /// <summary>Makes the emitted trainer, with memory for batches of up to <paramref name="capacity"/> samples.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract Trainer<TLabel> CreateTrainer(int capacity, TrainingOptions<TLabel> options);

    /// <summary>Replaces the parameters and buffers by those of a file.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReadParameters(string path) => ModelFile.Load(path, [.. _list, .. _buffers], Layout.Name, Layout.Columns);

    /// <summary>Refuses a set that the model cannot use, naming the row and what was expected.</summary>
    internal void Check(Dataset<TLabel> data, string set) => DatasetCheck.Run(data, set, this);

    internal Trainer<TLabel> NewTrainer(int capacity, TrainingOptions<TLabel> options) => CreateTrainer(capacity, options).WithLanes();

    internal abstract Evaluation EvaluateChecked(Dataset<TLabel> data);

    /// <summary>How many rows some features are; refuses a part of a row.</summary>
    internal int RowsOf(ReadOnlySpan<float> inputs) => inputs.Length % Layout.Inputs == 0
        ? inputs.Length / Layout.Inputs
        : throw new ArgumentException($"{inputs.Length} floats are not whole rows: a row of {Layout.Name} has {Layout.Inputs}.", nameof(inputs));

    /// <summary>Refuses anything but one row.</summary>
    private protected void RequireOneRow(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != Layout.Inputs)
        {
            throw new ArgumentException($"{inputs.Length} floats are not one row: a row of {Layout.Name} has {Layout.Inputs}.", nameof(inputs));
        }
    }

    /// <summary>How many labels one row has.</summary>
    internal abstract int LabelsPerRow { get; }

    /// <summary>Why a label is none of the model's, or null.</summary>
    internal abstract string? RejectLabel(TLabel label);

    /// <summary>Why the labels of a row do not go together, or null.</summary>
    internal virtual string? RejectRow(ReadOnlySpan<TLabel> labels) => null;
}
