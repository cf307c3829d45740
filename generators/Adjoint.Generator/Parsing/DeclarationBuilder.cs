using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Collects the words of one class in their order and notes what stands in the wrong place.</summary>
internal sealed class DeclarationBuilder(INamedTypeSymbol model)
{
    private readonly List<Problem> _problems = [];
    private readonly List<LayerDeclaration> _layers = [];
    private readonly List<(Phase Phase, int Position)> _order = [];
    private InputDeclaration? _input;
    private LossDeclaration? _loss;
    private OptimizerDeclaration? _optimizer;
    private BudgetDeclaration? _budget;
    private ClippingDeclaration? _clipping;
    private bool _isProfiled;
    private AccumulateDeclaration? _accumulate;
    private AverageDeclaration? _average;
    private ExampleUse? _example;
    private Phase _phase;

    private enum Phase
    {
        Start,
        Input,
        Layers,
        Loss,
        Optimizer,
    }

    public INamedTypeSymbol Model => model;

    public void Report(Problem problem) => _problems.Add(problem);

    public void Add(BudgetDeclaration budget) => _budget ??= budget;

    public void Add(ClippingDeclaration clipping)
    {
        // Its place says nothing: gradients are bounded when all are there.
        RequireFirst(_clipping is null, clipping.Position, clipping.Clipping.Word, "bound of the gradients");
        _clipping ??= clipping;
    }

    public void AddProfile() => _isProfiled = true;

    public void Add(AccumulateDeclaration accumulate)
    {
        RequireFirst(_accumulate is null, accumulate.Position, Accumulate.Word, "number of micro-batches");
        _accumulate ??= accumulate;
    }

    public void Add(AverageDeclaration average)
    {
        RequireFirst(_average is null, average.Position, AverageWeights.Word, "average of the weights");
        _average ??= average;
    }

    public void Add(ExampleUse example) => _example = example;

    public void Add(InputDeclaration input, string word)
    {
        if (_example is not null)
        {
            Report(Problem.Of(Rules.InputOfRows, input.Position, word, _example.Name));
        }
        else if (Enter(Phase.Input, "input", word, input.Position, _input is not null))
        {
            _input = input;
        }
    }

    public void Add(LayerDeclaration layer)
    {
        if (Enter(Phase.Layers, "layer", layer.Text, layer.Position, isRepeated: false))
        {
            _layers.Add(layer);
        }
    }

    public void Add(LossDeclaration loss)
    {
        if (Enter(Phase.Loss, "loss", loss.Loss.Word, loss.Position, _loss is not null))
        {
            _loss = loss;
        }
    }

    public void Add(OptimizerDeclaration optimizer)
    {
        if (Enter(Phase.Optimizer, "optimizer", optimizer.Optimizer.Word, optimizer.Position, _optimizer is not null))
        {
            _optimizer = optimizer;
        }
    }

    public ModelDeclaration Build(ClassHeader header)
    {
        var input = _example is { } example ? new InputDeclaration(example.Position, EquatableArray.Of(example.Columns), null) : _input;
        // What properties of the row say of their columns is a layer before all others: as one of the model's own would be, which is a mistake beside it.
        var scaling = _example is { Scaled: { Count: > 0 } scaled } && !_layers.OfType<InputScalingDeclaration>().Any()
            ? [new InputScalingDeclaration(ModelDeclaration.OnClass, null, InputScaling.OfColumns) { Columns = scaled }]
            : Array.Empty<LayerDeclaration>();
        var model = new ModelDeclaration(header, input, scaling.Concat(_layers).ToEquatableArray(), _loss, _optimizer)
        {
            Budget = _budget,
            Clipping = _clipping,
            MicroBatches = _accumulate?.MicroBatches ?? 1,
            Average = _average,
            Example = _example,
            IsProfiled = _isProfiled,
        };
        var (labels, row) = (model.Labels?.Warnings ?? EquatableArray<string>.Empty, _example?.Warnings ?? EquatableArray<string>.Empty);
        return labels.Count + row.Count > 0
            ? model with { Class = header with { Warnings = labels.Union(row).OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray(), WarnsOf = row.Count > 0 ? "the row" : header.WarnsOf } }
            : model;
    }

    public EquatableArray<Problem> Problems => _problems.ToEquatableArray();

    /// <summary>For words that may stand anywhere.</summary>
    private void RequireFirst(bool isFirst, int position, string word, string piece)
    {
        if (!isFirst)
        {
            Report(Problem.Of(Rules.Repeated, position, word, piece));
        }
    }

    private bool Enter(Phase phase, string piece, string word, int position, bool isRepeated)
    {
        if (isRepeated)
        {
            Report(Problem.Of(Rules.Repeated, position, word, piece));
            return false;
        }

        if (phase < _phase)
        {
            var earlier = _phase switch { Phase.Layers => "a layer", Phase.Loss => "the loss", _ => "the optimizer" };
            Report(Problem.Of(Rules.Misplaced, position, word, earlier) with { FixPosition = _order.First(other => other.Phase > phase).Position });
            // Kept all the same, so that one slip is one diagnostic and not a second one for the piece that seems to be missing.
        }
        else
        {
            _phase = phase;
        }

        _order.Add((phase, position));
        return true;
    }
}
