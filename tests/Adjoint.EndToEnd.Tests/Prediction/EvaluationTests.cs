using Adjoint.EndToEnd.Tests.Gradients;
using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Prediction;

/// <summary>Loss, accuracy and confusion matrix against what they are defined as.</summary>
public class EvaluationTests
{
    private static readonly Color[] Classes = [Color.Red, Color.Green, Color.Violet, Color.Blue];

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(300)]
    public void LossAndAccuracyOfAClassifier(int rows)
    {
        var model = new Everything(1);
        var (inputs, labels) = (Numbers.Floats(1, rows * 20), Numbers.Below(2, 4, rows));
        var data = Dataset.From(inputs, labels.Select(label => Classes[label]).ToArray());

        var evaluation = model.Evaluate(data);

        var loss = new Interpreter(Chain.Of(typeof(Everything)), model.Doubles(), inputs.Select(value => (double)value), labels.Select(label => (double)label)).Loss();
        Assert.Equal(loss, evaluation.Loss, 1e-6 * loss);
        Assert.Equal((double)Enumerable.Range(0, rows).Count(row => model.Classify(data.Features(row)) == data.Labels(row)[0]) / rows, evaluation.Accuracy);
        Assert.Equal(rows, evaluation.Samples);
    }

    [Fact]
    public void LossOfARegressorIsTheMeanOverRowsAndOutputsAsInTraining()
    {
        var model = new GeluChain(1);
        var (inputs, targets) = (Numbers.Floats(1, 200 * 3), Numbers.Floats(2, 200 * 3));
        var data = Dataset.From(inputs, targets, rows: 200);

        var evaluation = model.Evaluate(data);

        var loss = new Interpreter(Chain.Of(typeof(GeluChain)), model.Doubles(), inputs.Select(value => (double)value), targets.Select(value => (double)value)).Loss();
        Assert.Equal(loss, evaluation.Loss, 1e-6 * loss);
        Assert.Equal(loss, model.Train(data, new() { BatchSize = 200 }).Epochs.First().Loss, 1e-6 * loss);
        Assert.True(double.IsNaN(evaluation.Accuracy));
    }

    [Fact]
    public void APartOfASetIsEvaluatedAlone()
    {
        var model = new LinearScores(1);
        var (inputs, labels) = (Numbers.Floats(1, 10 * 4), Numbers.Below(2, 3, 10));
        var (first, second) = Dataset.From(inputs, labels).Split(0.7, 0.3);

        var (a, b, all) = (model.Evaluate(first), model.Evaluate(second), model.Evaluate(Dataset.From(inputs, labels)));

        Assert.Equal((7, 3), (a.Samples, b.Samples));
        Assert.Equal(all.Loss, ((7 * a.Loss) + (3 * b.Loss)) / 10, 1e-7);
        Assert.Equal(all.Accuracy, ((7 * a.Accuracy) + (3 * b.Accuracy)) / 10, 1e-12);
    }

    [Fact]
    public void TheConfusionMatrixCounts()
    {
        // Scores equal the first three inputs, so that the largest input is the predicted class.
        var model = new LinearScores();
        model.Fill(0);
        for (var i = 0; i < 3; i++)
        {
            model.Dense1.Weight.Values[(i * 3) + i] = 1;
        }

        (int Actual, int Predicted)[] samples = [(0, 0), (0, 0), (0, 2), (1, 1), (2, 1), (2, 1)];
        var features = samples.SelectMany(sample => Enumerable.Range(0, 4).Select(i => i == sample.Predicted ? 1f : 0f)).ToArray();

        var matrix = model.Confusion(Dataset.From(features, samples.Select(sample => sample.Actual).ToArray()));

        for (var actual = 0; actual < 3; actual++)
        {
            for (var predicted = 0; predicted < 3; predicted++)
            {
                Assert.Equal(samples.Count(sample => sample == (actual, predicted)), matrix[actual, predicted]);
            }
        }

        Assert.Equal([0, 1, 2], matrix.Classes);
        Assert.Equal(0.5, matrix.Accuracy);
        Assert.Equal(
            """
              0 1 2
            0 2 . 1
            1 . 1 .
            2 . 2 .
            """.ReplaceLineEndings("\n"),
            matrix.ToString());
    }

    [Fact]
    public void TheConfusionMatrixOfAnEnumHasItsNames()
    {
        var model = new LinearColors();
        model.Fill(0);
        model.Dense1.Bias.Values[2] = 1;

        var matrix = model.Confusion(Dataset.From(new float[4 * 12], Enumerable.Repeat(Color.Blue, 11).Append(Color.Violet).ToArray()));

        Assert.Equal(Classes, matrix.Classes);
        Assert.Equal((11, 1), (matrix[3, 2], matrix[2, 2]));
        Assert.Equal(
            """
                      Red  Green Violet   Blue
            Red         .      .      .      .
            Green       .      .      .      .
            Violet      .      .      1      .
            Blue        .      .     11      .
            """.ReplaceLineEndings("\n"),
            matrix.ToString());
    }

    [Fact]
    public void TheConfusionMatrixAgreesWithTheAccuracy()
    {
        var model = new Everything(1);
        var data = Dataset.From(Numbers.Floats(1, 60 * 20), Numbers.Below(2, 4, 60).Select(label => Classes[label]).ToArray());

        Assert.Equal(model.Evaluate(data).Accuracy, model.Confusion(data).Accuracy, 1e-12);
    }
}
