using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Support;

/// <summary>Graphs drawn from a seed: forks, joins, shared parameters, views; every value reaches the loss.</summary>
internal static class RandomDag
{
    /// <summary>One of each kind to the planner: fused, by the output, by the input. The interpreter knows what they are.</summary>
    private static readonly IReadOnlyList<Vocabulary.Activation> Simple = [Activations.Relu, Activations.Tanh, Activations.Sigmoid, Activations.Gelu];

    public static TypedGraph Of(int seed, int depth)
    {
        var random = new Random(seed);
        var dag = new Dag();
        var rows = random.Next(1, 4);
        var values = new List<(int Node, int Rows, int Width)> { (rows == 1 ? dag.Input(5) : dag.Input(rows, 5), rows, 5) };
        var unused = new HashSet<int> { values[0].Node };
        var shared = new Dictionary<(int, int), (int, int)>();
        for (var i = 0; i < depth; i++)
        {
            var (x, r, width) = values[random.Next(Math.Max(0, values.Count - 3), values.Count)];
            var twins = values.Where(value => value.Rows == r && value.Width == width).ToList();
            var next = random.Next(6) switch
            {
                0 => (dag.Relu(x), r, width),
                1 => (dag.Apply(x, Simple[random.Next(Simple.Count)]), r, width),
                2 => (dag.Dropout(x), r, width),
                3 => (dag.Flatten(x), 1, r * width),
                4 => (Join(dag, x, twins[random.Next(twins.Count)].Node, unused), r, width),
                _ => Product(dag, random, shared, x, r, width),
            };
            unused.Remove(x);
            unused.Add(next.Item1);
            values.Add(next);
        }

        var ends = values.Where(value => unused.Contains(value.Node)).Select(end => dag.Dense(end.Rows == 1 ? end.Node : dag.Flatten(end.Node), 4, "end")).ToList();
        return dag.Typed(ends.Aggregate((sum, end) => dag.Add(sum, end)), random.Next(2) == 0 ? Losses.CrossEntropy : Losses.MeanSquaredError);
    }

    private static int Join(Dag dag, int a, int b, HashSet<int> unused)
    {
        unused.Remove(b);
        return dag.Add(a, b);
    }

    private static (int, int, int) Product(Dag dag, Random random, Dictionary<(int, int), (int, int)> shared, int x, int rows, int width)
    {
        var outputs = random.Next(3) * 9 + 3;
        if (!shared.TryGetValue((width, outputs), out var parameters) || random.Next(2) == 0)
        {
            shared[(width, outputs)] = parameters = dag.Parameters();
        }

        return (dag.Dense(x, outputs, parameters), rows, outputs);
    }
}
