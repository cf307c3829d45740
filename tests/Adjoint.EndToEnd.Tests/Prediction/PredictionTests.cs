using Adjoint.EndToEnd.Tests.Gradients;
using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Prediction;

/// <summary>Predictions of any number of rows, from any number of threads.</summary>
public class PredictionTests
{
    // Every word of the language, three classes in the order -3 Red, 7 Green, 8 Violet, 100 Blue.
    private readonly Everything _model = new(1);
    private readonly GeluChain _regressor = new(1);

    [Fact]
    public void ProbabilitiesSumToOne()
    {
        var probabilities = new float[50 * 4];
        _model.Predict(Numbers.Floats(1, 50 * 20), probabilities);

        Assert.All(probabilities, value => Assert.InRange(value, 0, 1));
        Assert.All(probabilities.Chunk(4), row => Assert.Equal(1, row.Sum(value => (double)value), 1e-6));
    }

    [Fact]
    public void ProbabilitiesAreTheSoftmaxOfTheLogits()
    {
        var (logits, probabilities) = (new float[9 * 4], new float[9 * 4]);
        var inputs = Numbers.Floats(1, 9 * 20);
        _model.Logits(inputs, logits);
        _model.Predict(inputs, probabilities);

        foreach (var (scores, row) in logits.Chunk(4).Zip(probabilities.Chunk(4)))
        {
            var sum = scores.Sum(score => Math.Exp(score));
            Assert.All(scores.Zip(row), pair => Assert.Equal(Math.Exp(pair.First) / sum, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void HugeScoresHaveProbabilities()
    {
        var model = new LinearScores();
        model.Fill(0);
        model.Dense1.Bias.Values[1] = 3e38f;
        model.Dense1.Bias.Values[2] = -3e38f;
        var probabilities = new float[3];
        model.Predict(new float[4], probabilities);

        Assert.Equal([0, 1, 0], probabilities);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void AnyNumberOfRowsIsOneByOne(int rows)
    {
        // To the bit: every sum of the kernels ascends and every function is of its own element, whatever lies beside it.
        var inputs = Numbers.Floats(rows, rows * 20);
        var (all, single) = (new float[rows * 4], new float[rows * 4]);
        var (labels, label) = (new Color[rows], new Color[rows]);

        _model.Predict(inputs, all);
        _model.Classify(inputs, labels);
        for (var row = 0; row < rows; row++)
        {
            _model.Predict(inputs.AsSpan(row * 20, 20), single.AsSpan(row * 4, 4));
            label[row] = _model.Classify(inputs.AsSpan(row * 20, 20));
        }

        Assert.Equal(Bits(single), Bits(all));
        Assert.Equal(label, labels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    [InlineData(300)]
    public void ValuesOfAnyNumberOfRowsAreOneByOne(int rows)
    {
        var inputs = Numbers.Floats(rows, rows * 3);
        var (all, single) = (new float[rows * 3], new float[rows * 3]);

        _regressor.Predict(inputs, all);
        for (var row = 0; row < rows; row++)
        {
            _regressor.Predict(inputs.AsSpan(row * 3, 3), single.AsSpan(row * 3, 3));
        }

        Assert.Equal(Bits(single), Bits(all));
    }

    [Fact]
    public void NoRowsNoOutputs()
    {
        _model.Predict([], []);
        _model.Classify([], []);
    }

    [Fact]
    public void OutputsAreThoseOfTheInterpreter()
    {
        var inputs = Numbers.Floats(3, 7 * 20);
        var logits = new float[7 * 4];
        _model.Logits(inputs, logits);

        var expected = new Interpreter(Chain.Of(typeof(Everything)), _model.Doubles(), inputs.Select(value => (double)value), []).Outputs();

        Assert.True(Numbers.RelativeDifference(expected, [.. logits.Select(value => (double)value)]) < 2e-6);
    }

    [Theory]
    [InlineData(0, Color.Red)]
    [InlineData(1, Color.Green)]
    [InlineData(2, Color.Violet)]
    [InlineData(3, Color.Blue)]
    public void ClassesAreTheValuesOfTheEnumInAscendingOrder(int index, Color expected)
    {
        var model = new LinearColors();
        model.Fill(0);
        model.Dense1.Bias.Values[index] = 1;

        Assert.Equal(expected, model.Classify(new float[4]));
        // And back: the same class number has the small loss.
        Assert.Equal(
            expected,
            Enum.GetValues<Color>().MinBy(color => model.Evaluate(Dataset.From(new float[4], [color])).Loss));
    }

    [Fact]
    public void ClassifyIsTheLargestProbability()
    {
        var inputs = Numbers.Floats(1, 200 * 20);
        var (probabilities, labels) = (new float[200 * 4], new Color[200]);
        _model.Predict(inputs, probabilities);
        _model.Classify(inputs, labels);
        Color[] classes = [Color.Red, Color.Green, Color.Violet, Color.Blue];

        Assert.Equal(probabilities.Chunk(4).Select(row => classes[Array.IndexOf(row, row.Max())]), labels);
        Assert.True(labels.Distinct().Count() > 1);
    }

    [Fact]
    public void OfEqualScoresTheFirstClassIsTaken()
    {
        var model = new LinearScores();
        model.Fill(0);

        Assert.Equal(0, model.Classify([1, 2, 3, 4]));
    }

    [Fact]
    public void WritingToAParameterChangesTheModel()
    {
        var model = new LinearValue();
        model.Fill(0);
        model.Dense1.Weight.Values[2] = 2;
        model.Dense1.Bias.Values[0] = 0.5f;
        var output = new float[1];
        model.Predict([10, 20, 30, 40], output);

        Assert.Equal([60.5f], output);
    }

    [Fact]
    public void EightThreadsPredictTheSameBits()
    {
        var inputs = Numbers.Floats(1, 300 * 20);
        var expected = new float[300 * 4];
        _model.Predict(inputs, expected);
        using var start = new Barrier(8);
        var results = new float[8][];

        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            results[i] = new float[300 * 4];
            start.SignalAndWait();
            for (var round = 0; round < 20; round++)
            {
                // Each with sizes of its own, so that they meet in different blocks.
                var rows = 300 - (i * 30);
                Array.Clear(results[i]);
                _model.Predict(inputs.AsSpan(0, rows * 20), results[i].AsSpan(0, rows * 4));
                if (!Bits(results[i].AsSpan(0, rows * 4)).SequenceEqual(Bits(expected.AsSpan(0, rows * 4))))
                {
                    results[i] = [];
                    return;
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(results, result => Assert.NotEmpty(result));
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        }

        return bits;
    }
}
