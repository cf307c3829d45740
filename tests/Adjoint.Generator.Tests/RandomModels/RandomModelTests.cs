using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;
using Interpreter = Adjoint.EndToEnd.Tests.Support.Interpreter;

namespace Adjoint.Generator.Tests.RandomModels;

/// <summary>
/// Models that nobody thought of, compiled and run: the loss and every gradient of an iteration against the plain interpreter in double, and two updates against
/// the optimizer's formula. ADJOINT_RANDOM_MODELS says how many; model n is the same in every run.
/// </summary>
public class RandomModelTests(ITestOutputHelper output)
{
    // A computation that rounds each operation once is within its bound; kernels' functions have some ulp, and long sums more than one rounding.
    private const double Allowed = 4;

    private const double Unit = 1.0 / (1 << 24);

    // Nearer than this, float32 may be on the other side of a kink. Not more: of the ten thousand arguments of a large model some always come within 1e-3.
    private const double KinkDistance = 2e-5;

    private const int DropoutSeed = 5;

    private readonly ConcurrentBag<(double Ratio, double Relative, int Seed)> _gradients = [];
    private readonly ConcurrentBag<double> _updates = [];
    private readonly ConcurrentBag<int> _skipped = [];

    private delegate Span<float> Block();

    [Fact]
    public void Models_compute_what_they_say()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("ADJOINT_RANDOM_MODELS") ?? "300", CultureInfo.InvariantCulture);
        var models = Enumerable.Range(0, count).Select(seed => new RandomModel(seed)).ToArray();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var assembly = Compile(models);
        var compiled = watch.Elapsed;
        var failures = new ConcurrentBag<(int Seed, string Text)>();
        Parallel.ForEach(models, model =>
        {
            try
            {
                Check(model, assembly.GetType(model.Name)!);
            }
            catch (Exception exception)
            {
                failures.Add((model.Seed, $"seed {model.Seed}, batch {model.Batch}: {exception.Message}\n{model.Source}"));
            }
        });

        var (ratio, _, seed) = _gradients.MaxBy(gradient => gradient.Ratio);
        output.WriteLine($"{count} models, {_skipped.Count} always near a kink or not finite; compiled in {compiled.TotalSeconds:0.0} s of {watch.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine($"worst gradient: {ratio:0.00} of its bound (seed {seed}), and median {Median(_gradients.Select(g => g.Relative)):0.0E0} of the tensor's largest, worst {_gradients.Max(g => g.Relative):0.0E0}");
        output.WriteLine($"worst update: {_updates.Max():0.00} of its bound");
        Assert.True(
            failures.IsEmpty,
            $"{failures.Count} of {count} models fail:\n" + string.Join("\n", failures.OrderBy(failure => failure.Text.Length).Take(8).Select(failure => failure.Text)));
        Assert.True(_skipped.Count * 20 <= count, $"{_skipped.Count} models could not be compared: seeds {string.Join(", ", _skipped.Order())}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static Assembly Compile(RandomModel[] models)
    {
        var options = Sources.Options.WithOptimizationLevel(OptimizationLevel.Release).WithGeneralDiagnosticOption(ReportDiagnostic.Default);
        var source = "using Adjoint;\n" + string.Join("\n", models.Select(model => model.Source));
        using var image = new MemoryStream();
        var emitted = GeneratorRun.Of(Sources.Project(options, Sources.ParseOptions, source)).Output.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return new AssemblyLoadContext("RandomModels").LoadFromStream(image);
    }

    private void Check(RandomModel random, Type type)
    {
        var chain = Chain.Of(type);
        switch (Activator.CreateInstance(type, random.Seed))
        {
            case Network<float> model:
                Check(random, chain, model, rows => Losses.Targets(chain, random.Seed, rows), label => label);
                break;
            case Network<bool> model:
                Check(random, chain, model, rows => [.. Losses.Targets(chain, random.Seed, rows).Select(label => label > 0)], label => label ? 1 : 0);
                break;
            case Classifier<int> model:
                Check(random, chain, model, rows => Numbers.Below(random.Seed, chain.Outputs, rows), label => label);
                break;
            case Classifier<DayOfWeek> model:
                CheckEnum(random, chain, model);
                break;
            case Classifier<TypeCode> model:
                CheckEnum(random, chain, model);
                break;
            case var other:
                throw new NotSupportedException($"What is {other}?");
        }
    }

    private void CheckEnum<TLabel>(RandomModel random, Chain chain, Classifier<TLabel> model)
        where TLabel : unmanaged, Enum
    {
        var classes = Enum.GetValues<TLabel>();
        Check(random, chain, model, rows => [.. Numbers.Below(random.Seed, classes.Length, rows).Select(label => classes[label])], label => Array.IndexOf(classes, label));
    }

    private void Check<TLabel>(RandomModel random, Chain chain, Network<TLabel> model, Func<int, TLabel[]> labelsOf, Func<TLabel, double> target)
        where TLabel : unmanaged
    {
        var (inputs, labels, interpreter, batch) = (Array.Empty<float>(), Array.Empty<TLabel>(), default(Interpreter), random.Batch);
        var weights = default(float[]);
        for (var trial = 0; interpreter is null; trial++)
        {
            if (trial == 40)
            {
                _skipped.Add(random.Seed);
                return;
            }

            // Fewer arguments come less near.
            batch = Math.Max(model.Layout.SmallestBatch, trial > 0 && trial % 8 == 0 ? (batch + 1) / 2 : batch);
            (inputs, labels) = (chain.DrawInputs((random.Seed * 100) + trial, batch), labelsOf(batch));
            weights = random.HasWeights ? Losses.Weights(random.Seed, batch) : null;
            var candidate = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), DropoutSeed, weights: weights);
            interpreter = candidate.NearestKink() > KinkDistance && Math.Abs(candidate.Loss()) < 1e6 ? candidate : null;
        }

        var data = Dataset.From(inputs, labels, rows: batch);
        data = weights is null ? data : data.WithWeights(weights);
        var prediction = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), weights: weights).Reverse();
        Compare("the evaluated loss", prediction.Loss, model.Evaluate(data).Loss, prediction.LossError);

        var expected = interpreter.Reverse();
        CheckTheJudge(interpreter, expected, random.Seed);
        var training = model.Train(data, new() { BatchSize = batch, Seed = DropoutSeed });
        var gradients = GradientsOf(training);
        var optimizer = ReferenceOptimizer.Of(model.GetType());
        var moved = model.Doubles().Select(tensor => new double[tensor.Length]).ToArray();
        for (var step = 1; step <= 2; step++)
        {
            var before = model.Doubles().ToArray();
            var loss = training.Step(inputs, labels, weights).Loss;
            var parameters = model.InLayerOrder().ToArray();
            var actual = parameters.Select((parameter, i) => chain.IsFrozen(i)
                ? new double[parameter.Layout.Length]
                : Doubles(gradients().Slice(parameter.Layout.Offset, parameter.Layout.Length))).ToArray();
            if (step == 1)
            {
                Compare("the loss", expected.Loss, loss, expected.LossError);
                CompareGradients(parameters, expected, actual, random.Seed);
            }

            CompareUpdate(optimizer, before, actual, moved, parameters, chain);
        }
    }

    /// <summary>The interpreter's two ways to differentiate agree along a random direction.</summary>
    private static void CheckTheJudge(Interpreter interpreter, Derivatives derivatives, int seed)
    {
        // What cannot have an error is not trained: the padding of an embedding, whose derivative is another matter.
        var direction = derivatives.Errors.Select((tensor, i) => Numbers.Floats(seed + i, tensor.Length)
            .Zip(tensor, (value, error) => error == 0 ? 0 : value / Math.Sqrt(tensor.Length) / 50).ToArray()).ToArray();
        var along = direction.Zip(derivatives.Gradients, (a, b) => a.Zip(b, (x, y) => x * y).Sum()).Sum();
        var size = direction.Zip(derivatives.Gradients, (a, b) => a.Zip(b, (x, y) => Math.Abs(x * y)).Sum()).Sum();
        var difference = Math.Abs(interpreter.Along(direction) - along);
        Assert.True(difference < 1e-6 * Math.Max(2e-3 * Math.Max(1, Math.Abs(derivatives.Loss)), size), $"the interpreter contradicts itself: {along} is off by {difference}");
    }

    private static void Compare(string what, double expected, double actual, double bound) => Assert.True(
        Math.Abs(expected - actual) <= (Allowed * Unit * bound) + 1e-30, $"{what} is {actual:R}, expected {expected:R} within {Unit * bound:0.0E0}");

    private static double[] Doubles(Span<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);

    private static Block GradientsOf<TLabel>(Training<TLabel> training)
        where TLabel : unmanaged
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var trainer = typeof(Training<TLabel>).GetField("_trainer", hidden)!.GetValue(training);
        return typeof(Trainer<TLabel>).GetProperty("Gradients", hidden)!.GetMethod!.CreateDelegate<Block>(trainer);
    }

    private void CompareGradients(IReadOnlyList<Parameter> parameters, Derivatives expected, double[][] actual, int seed)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            var largest = expected.Gradients[i].Max(Math.Abs);
            var (ratio, relative) = (0.0, 0.0);
            for (var j = 0; j < actual[i].Length; j++)
            {
                var difference = Math.Abs(actual[i][j] - expected.Gradients[i][j]);
                // Below the smallest normal number float32 has no digits left.
                ratio = Math.Max(ratio, double.IsFinite(difference) ? difference / ((Unit * expected.Errors[i][j]) + 1e-30) : double.PositiveInfinity);
                relative = Math.Max(relative, difference == 0 ? 0 : difference / largest);
            }

            Assert.True(ratio <= Allowed, $"the gradient of {parameters[i]} is off by {relative:0.0E0} of its largest derivative, which is {ratio:0.0} times the bound");
            _gradients.Add((ratio, largest > 1e-6 ? relative : 0, seed));
        }
    }

    private void CompareUpdate(ReferenceOptimizer optimizer, double[][] before, double[][] gradients, double[][] moved, Parameter[] parameters, Chain chain)
    {
        var expected = before.Select(tensor => tensor.ToArray()).ToArray();
        optimizer.Update(expected, gradients);
        var worst = 0.0;
        for (var tensor = 0; tensor < before.Length; tensor++)
        {
            var (old, updated, actual) = (before[tensor], expected[tensor], parameters[tensor].Values.ToArray());
            if (chain.IsFrozen(tensor))
            {
                Assert.Equal(old, Doubles(actual));
                continue;
            }

            for (var i = 0; i < old.Length; i++)
            {
                // The result is rounded once, and the step has some roundings and what moments below 1e-30 lose. A velocity may point back.
                moved[tensor][i] += Math.Abs(updated[i] - old[i]);
                var relative = 3e-5 + (2 * Unit * optimizer.Cancellation(old[i], gradients[tensor][i]));
                var bound = (2 * Unit * (Math.Abs(old[i]) + Math.Abs(updated[i]))) + (relative * moved[tensor][i]) + 1e-30;
                var ratio = Math.Abs(actual[i] - updated[i]) / bound;
                Assert.True(ratio <= 1, $"{parameters[tensor]}[{i}] becomes {actual[i]:R}, by the formula {updated[i]:R}, from {old[i]:R} with the gradient {gradients[tensor][i]:R}");
                worst = Math.Max(worst, ratio);
            }
        }

        _updates.Add(worst);
    }
}
