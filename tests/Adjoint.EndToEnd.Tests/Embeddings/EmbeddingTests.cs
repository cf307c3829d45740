using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Embeddings;

[Model, Input(3), Embedding(7, 4, Padding = 2, Name = "table"), Flatten, Dense(2), CrossEntropy, AdamW(LearningRate = 0.1)]
public partial class Words;

/// <summary>Indices as inputs.</summary>
public class EmbeddingTests
{
    private readonly Words _model = new(1);

    [Fact]
    public void TheTableIsNormalAndItsPaddingZero()
    {
        Assert.Equal([7, 4], _model.Table.Weight.Shape.ToArray());
        Assert.Equal([0, 0, 0, 0], Row(2));
        Assert.DoesNotContain(0, Enumerable.Range(0, 7).Where(row => row != 2).SelectMany(Row));
    }

    [Fact]
    public void APaddingIsNeverTrainedAndAnAbsentRowOnlyDecays()
    {
        var (absent, present) = (Row(6), Row(1));
        _model.Fit(Dataset.From(new float[] { 0, 1, 2, 3, 4, 5, 2, 2, 1 }, new[] { 0, 1, 1 }), new() { Epochs = 3 });

        Assert.Equal([0, 0, 0, 0], Row(2));
        Assert.NotEqual(present, Row(1));
        var kept = Math.Pow(1 - (0.1 * 0.01), 3);
        Assert.All(absent.Zip(Row(6)), pair => Assert.Equal(pair.First * kept, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(7f, "7")]
    [InlineData(-1f, "-1")]
    [InlineData(0.5f, "0.5")]
    [InlineData(1e10f, "1E+10")]
    public void WhatIsNoIndexIsRefusedBeforeItTrains(float value, string text)
    {
        var error = Assert.Throws<ArgumentException>(() => _model.Train(Dataset.From([0, 1, 2, 3, value, 5], new[] { 0, 1 })));
        Assert.StartsWith($"Row 1 of the set: feature 1 is {text}, expected an index: a whole number from 0 to 6.", error.Message);

        var step = Assert.Throws<ArgumentException>(() => _model.Train(Dataset.From(new float[6], new[] { 0, 1 })).Step([0, 0, value], [1]));
        Assert.StartsWith($"Row 0 of the batch: feature 2 is {text}", step.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _model.Classify(new[] { 0, value, 0 }));
    }

    [Fact]
    public void WordsAreLearned()
    {
        // The class is whether index 5 is among the three.
        var words = Numbers.Below(3, 7, 3 * 200);
        var labels = words.Chunk(3).Select(row => row.Contains(5) ? 1 : 0).ToArray();
        var data = Dataset.From(words, labels);

        _model.Fit(data, new() { Epochs = 20 });

        Assert.True(_model.Evaluate(data).Accuracy > 0.99);
        Assert.Equal(1, _model.Classify([0, 5, 2]));
        Assert.Equal(0, _model.Classify([0, 4, 2]));
        int[] indices = [5, 0, 0];
        Assert.Equal(1, _model.Classify(indices));
        var (ofInts, ofFloats) = (new float[2], new float[2]);
        _model.Predict(indices, ofInts);
        _model.Predict([5f, 0f, 0f], ofFloats);
        Assert.Equal(ofFloats, ofInts);
    }

    private float[] Row(int index) => _model.Table.Weight.Values.Slice(index * 4, 4).ToArray();
}
