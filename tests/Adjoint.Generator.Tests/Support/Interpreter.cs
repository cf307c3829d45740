using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;
using Buffer = Adjoint.Generator.Planning.Buffer;

namespace Adjoint.Generator.Tests.Support;

/// <summary>
/// Computes graphs and plans in doubles, as slowly and plainly as can be: what the compiler makes of a graph is held against the graph.
/// </summary>
internal sealed class Interpreter(int batch, int seed)
{
    /// <summary>The value of every node, each in memory of its own. The loss is the sum over the batch divided by it.</summary>
    public double[][] Run(TypedGraph typed, Func<Node, double[], double[]>? change = null)
    {
        var values = new double[typed.Nodes.Count][];
        foreach (var node in typed.Nodes)
        {
            values[node.Id] = node.Op.Arity == 0
                ? Given(node.Name, node.Op, typed.ShapeOf(node.Id))
                : Compute(node.Op, [.. node.Inputs.Select(input => values[input])], [.. node.Inputs.Select(typed.ShapeOf)], typed.ShapeOf(node.Id));
            values[node.Id] = change?.Invoke(node, values[node.Id]) ?? values[node.Id];
        }

        return values;
    }

    /// <summary>Runs a plan on its memory, where values overwrite each other, and returns what lies in a region at the end.</summary>
    public double[] Run(ExecutionPlan plan, Region result)
    {
        var memory = Enum.GetValues<Region>().ToDictionary(region => region, _ => new double[1]);
        foreach (var buffer in plan.Buffers)
        {
            var end = Place(buffer).Start + Length(buffer.Shape);
            if (memory[buffer.Region].Length < end)
            {
                memory[buffer.Region] = new double[end];
            }
        }

        var written = plan.Steps.Select(step => step.Output).ToHashSet();
        for (var i = 0; i < plan.Buffers.Count; i++)
        {
            var buffer = plan.Buffers[i];
            if (!written.Contains(i) && buffer.Region is not (Region.Parameters or Region.Classes or Region.CallerInput))
            {
                Given(buffer.Name, Leaf(buffer), buffer.Shape).CopyTo(Place(buffer).In(memory));
            }
        }

        double[] Read(int index, Shape shape)
        {
            var buffer = plan.Of(index);
            return buffer.Region is Region.Parameters or Region.Classes or Region.CallerInput
                ? Given(buffer.Name, Leaf(buffer), buffer.Shape)
                : Place(buffer).In(memory)[..Length(shape)].ToArray();
        }

        foreach (var step in plan.Steps)
        {
            var shapes = step.Inputs.Select(input => plan.Of(input).Shape).ToArray();
            var inputs = step.Inputs.Select((input, i) => Read(input, shapes[i])).ToArray();
            Compute(step.Op, inputs, shapes, plan.Of(step.Output).Shape).CopyTo(Place(plan.Of(step.Output)).In(memory));
        }

        return memory[result];
    }

    public int Length(Shape shape) => (int)shape.Elements * (shape.IsBatched ? batch : 1);

    private static Op Leaf(Buffer buffer) => buffer.Region switch
    {
        Region.Classes => new LabelsOp(LabelKind.Class),
        Region.Parameters => new ParameterOp(buffer.Name, ParameterRole.Weight),
        _ => new InputOp(EquatableArray<int>.Empty),
    };

    private Slot Place(Buffer buffer) => new(buffer.Region, buffer.Region == Region.PerSample ? buffer.Offset * batch : buffer.Offset);

    private double[] Given(string name, Op op, Shape shape)
    {
        // Drawn from the name, so that a graph and its plan are given the same.
        var random = new Random(seed + name.Aggregate(7, (hash, letter) => unchecked((hash * 31) + letter)));
        return [.. Enumerable.Range(0, Length(shape)).Select(_ => op is LabelsOp { Kind: LabelKind.Class } ? random.Next(3) : (random.NextDouble() * 2) - 1)];
    }

    private double[] Compute(Op op, double[][] x, Shape[] shapes, Shape shape) => op switch
    {
        FlattenOp or UnflattenOp => x[0],
        AddOp => [.. x[0].Zip(x[1], (a, b) => a + b)],
        DropoutOp dropout => [.. x[0].Select((value, i) => ((i + dropout.Index) % 3 == 0 ? 0 : value) / (1 - dropout.Rate))],
        ActivationOp activation => [.. x[0].Select(value => Apply(activation.Activation, value))],
        ActivationGradientOp gradient => [.. x[0].Zip(x[1], (value, dy) => dy * Slope(gradient.Activation, value))],
        DenseOp dense => Dense(x[0], x[1], x[2], dense.Outputs).Select(value => dense.Epilogue is { } f ? Apply(f, value) : value).ToArray(),
        DenseInputGradientOp { Activation: { } f } => [.. DenseInput(x[0], x[1], shapes[1].Axes[0], shapes[1].Axes[1]).Zip(x[2], (dy, value) => dy * Slope(f, value))],
        DenseInputGradientOp => DenseInput(x[0], x[1], shapes[1].Axes[0], shapes[1].Axes[1]),
        DenseWeightGradientOp => DenseWeight(x[0], x[1], shape.Axes[0], shape.Axes[1]),
        DenseBiasGradientOp => [.. Enumerable.Range(0, shape.Last).Select(j => x[0].Where((_, i) => i % shape.Last == j).Sum())],
        LossOp loss => [Loss(loss.Loss, x[0], x[1])],
        LossGradientOp loss => LossGradient(loss.Loss, x[0], x[1]),
        LossAndGradientOp loss => LossGradient(loss.Loss, x[0], x[1]),
        _ => throw new InvalidOperationException(op.Name),
    };

    private static double Apply(Activation f, double x) => f.Word switch
    {
        "Relu" => Math.Max(x, 0),
        "Tanh" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        // Any smooth function that needs its input will do.
        _ => x * x * x,
    };

    private static double Slope(Activation f, double needed) => f.Word switch
    {
        "Relu" => needed > 0 ? 1 : 0,
        "Tanh" => 1 - (needed * needed),
        "Sigmoid" => needed * (1 - needed),
        _ => 3 * needed * needed,
    };

    private static double[] Dense(double[] x, double[] weight, double[] bias, int outputs)
    {
        var inputs = weight.Length / outputs;
        return [.. Enumerable.Range(0, x.Length / inputs * outputs).Select(
            i => bias[i % outputs] + Enumerable.Range(0, inputs).Sum(k => x[(i / outputs * inputs) + k] * weight[(k * outputs) + (i % outputs)]))];
    }

    private static double[] DenseInput(double[] dy, double[] weight, int inputs, int outputs)
        => [.. Enumerable.Range(0, dy.Length / outputs * inputs).Select(
            i => Enumerable.Range(0, outputs).Sum(j => dy[(i / inputs * outputs) + j] * weight[(i % inputs * outputs) + j]))];

    private static double[] DenseWeight(double[] x, double[] dy, int inputs, int outputs)
        => [.. Enumerable.Range(0, inputs * outputs).Select(
            i => Enumerable.Range(0, dy.Length / outputs).Sum(row => x[(row * inputs) + (i / outputs)] * dy[(row * outputs) + (i % outputs)]))];

    private double Loss(Loss loss, double[] outputs, double[] labels) => loss == Vocabulary.Losses.MeanSquaredError
        ? outputs.Zip(labels, (y, t) => (y - t) * (y - t)).Average()
        : Rows(outputs).Select((row, i) => Math.Log(row.Sum(Math.Exp)) - row[(int)labels[i]]).Average();

    private double[] LossGradient(Loss loss, double[] outputs, double[] labels) => loss == Vocabulary.Losses.MeanSquaredError
        ? [.. outputs.Zip(labels, (y, t) => 2 * (y - t) / outputs.Length)]
        : [.. Rows(outputs).SelectMany((row, i) => row.Select((y, j) => ((Math.Exp(y) / row.Sum(Math.Exp)) - (j == (int)labels[i] ? 1 : 0)) / batch))];

    private double[][] Rows(double[] outputs) => [.. outputs.Chunk(outputs.Length / batch)];

    private readonly record struct Slot(Region Region, int Start)
    {
        public Span<double> In(Dictionary<Region, double[]> memory) => memory[Region].AsSpan(Start);
    }
}
