using Adjoint.EndToEnd.Tests.Gradients;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Prediction;

/// <summary>Models of yes and no, and of probabilities: what they predict, classify and count as right.</summary>
public class LabelTests
{
    // More than two blocks of prediction.
    private const int Rows = 300;

    [Fact]
    public void OneYesOrNo()
    {
        var (model, data) = (new Above(1), Sets.Above(Rows));
        var (logits, probabilities, labels) = (new float[Rows], new float[Rows], new bool[Rows]);
        model.Logits(data.SourceFeatures, logits);
        model.Predict(data.SourceFeatures, probabilities);
        model.Classify(data.SourceFeatures, labels);

        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-logits[row])), probabilities[row], 1e-6);
            Assert.Equal(logits[row] > 0, labels[row]);
            Assert.Equal(labels[row], model.Classify(data.Features(row)));
        }

        Assert.Equal(2, labels.Distinct().Count());
        Assert.Equal((double)Enumerable.Range(0, Rows).Count(row => labels[row] == data.Labels(row)[0]) / Rows, model.Evaluate(data).Accuracy);
    }

    [Fact]
    public void SeveralLabels()
    {
        var (model, data) = (new Places(1), Sets.Places(Rows));
        var (logits, probabilities, labels) = (new float[3 * Rows], new float[3 * Rows], new bool[3 * Rows]);
        model.Logits(data.SourceFeatures, logits);
        model.Predict(data.SourceFeatures, probabilities);
        model.Classify(data.SourceFeatures, labels);

        for (var i = 0; i < labels.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-logits[i])), probabilities[i], 1e-6);
            Assert.Equal(logits[i] > 0, labels[i]);
        }

        // Of all labels, not of all rows.
        var given = data.SourceLabels.ToArray();
        Assert.Equal((double)Enumerable.Range(0, labels.Length).Count(i => labels[i] == given[i]) / labels.Length, model.Evaluate(data).Accuracy);
    }

    [Fact]
    public void ALogitOfZeroIsANo()
    {
        var model = new Above();
        model.Fill(0);
        Assert.False(model.Classify([1, 2]));
        // Half of the labels are right: those that are no.
        Assert.Equal(0.5, model.Evaluate(Dataset.From(new float[8], [true, false, false, true])).Accuracy);
    }

    [Fact]
    public void ProbabilitiesOfClasses()
    {
        var (model, data) = (new ProbableSides(1), Sets.Probabilities(Rows));
        var (probabilities, sides) = (new float[2 * Rows], new Side[Rows]);
        model.Predict(data.SourceFeatures, probabilities);
        model.Classify(data.SourceFeatures, sides);
        var right = 0;
        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(1, probabilities[2 * row] + probabilities[(2 * row) + 1], 1e-6);
            Assert.Equal(probabilities[2 * row] >= probabilities[(2 * row) + 1] ? Side.Left : Side.Right, sides[row]);
            Assert.Equal(sides[row], model.Classify(data.Features(row)));
            right += (data.Labels(row)[0] >= data.Labels(row)[1] ? Side.Left : Side.Right) == sides[row] ? 1 : 0;
        }

        Assert.Equal((double)right / Rows, model.Evaluate(data).Accuracy);
        Assert.Equal(1, new ProbableClasses(3).Classify([1, 2, 3, 4, 5]) is >= 0 and < 3 ? 1 : 0);
    }

    [Fact]
    public void TheyLearn()
    {
        var (above, places, sides) = (new Above(1), new Places(1), new ProbableSides(1));
        above.Fit(Sets.Above(500));
        places.Fit(Sets.Places(500), new() { Epochs = 40 });
        sides.Fit(Sets.Probabilities(500));

        Assert.True(above.Evaluate(Sets.Above(300, seed: 2)).Accuracy > 0.95);
        Assert.True(places.Evaluate(Sets.Places(300, seed: 2)).Accuracy > 0.93);
        Assert.True(sides.Evaluate(Sets.Probabilities(300, seed: 2)).Accuracy > 0.95);
    }
}
