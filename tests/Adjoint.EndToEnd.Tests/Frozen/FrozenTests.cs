using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Frozen;

[Model, Input(5), Dense(7, Name = "first"), BatchNorm(Name = "norm"), Relu, Dense(6, Name = "second"), LayerNorm, Tanh, Dense(3, Name = "scores"), CrossEntropy, AdamW]
public partial class Whole;

[Model, Input(5), Dense(7, Name = "first", Frozen = true), BatchNorm(Name = "norm", Frozen = true), Relu]
[Dense(6, Name = "second"), LayerNorm, Tanh, Dense(3, Name = "scores"), CrossEntropy, AdamW]
public partial class Head;

[Model, Input(5), Dense(7, Name = "first"), BatchNorm(Name = "norm"), Relu]
[Dense(6, Name = "second", Frozen = true), LayerNorm(Frozen = true), Tanh, Dense(3, Name = "scores"), CrossEntropy, AdamW]
public partial class Middle;

[Model, Input(2), Embedding(6, 3, Padding = 1, Name = "words", Frozen = true), RmsNorm(Frozen = true), Flatten, Dense(2, Name = "scores"), CrossEntropy, Sgd]
public partial class FrozenWords;

[Model, Input(2), Embedding(6, 3, Padding = 1, Name = "words"), RmsNorm, Flatten, Dense(2, Name = "scores"), CrossEntropy, Sgd]
public partial class TrainedWords;

/// <summary>Frozen layers: which values change, what files and checkpoints make of them, and what is no longer computed.</summary>
public sealed class FrozenTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<int> Data = Dataset.From(Numbers.Floats(1, 5 * 40), Numbers.Below(2, 3, 40));

    [Fact]
    public void FirstValuesAreThoseOfTheModelThatIsNotFrozen()
    {
        Assert.Equal(new Whole(3).Copy(), new Head(3).Copy());
        Assert.Equal(new Whole(3).Copy(), new Middle(3).Copy());
        Assert.Equal(new TrainedWords(4).Copy(), new FrozenWords(4).Copy());
        Assert.Equal([0, 0, 0], new FrozenWords(4).Words.Weight.Values.Slice(3, 3).ToArray());
    }

    [Fact]
    public void TrainingChangesTheOthersAndNotABitOfThese()
    {
        var model = new Head(1);
        Numbers.Floats(9, 7).CopyTo(model.Norm.RunningMean.Values);
        var before = Values(model);

        model.Fit(Data, new() { Epochs = 3 });

        var changed = Values(model).Where(pair => !pair.Value.AsSpan().SequenceEqual(before[pair.Key])).Select(pair => pair.Key);
        Assert.Equal(["layerNorm1.bias", "layerNorm1.weight", "scores.bias", "scores.weight", "second.bias", "second.weight"], changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GradientsOfTheOthersAreThoseOfTheModelThatIsNotFrozen()
    {
        // Nothing is normalised by the batch before them, so that an iteration is the same to the bit.
        var (inputs, labels) = (Array.ConvertAll(Numbers.Below(5, 6, 2 * 8), index => (float)index), Numbers.Below(6, 2, 8));
        var (whole, frozen) = (new TrainedWords(2).StepGradients(inputs, labels), new FrozenWords(2).StepGradients(inputs, labels));

        Assert.Equal(whole.Loss, frozen.Loss);
        Assert.Equal(whole.Gradients[2..], frozen.Gradients[2..]);
        Assert.All(frozen.Gradients[..2], gradient => Assert.All(gradient, value => Assert.Equal(0, value)));
    }

    [Fact]
    public void AFrozenNormalisationUsesItsRunningStatisticsInTraining()
    {
        var model = new Head(1);
        Numbers.Floats(9, 7).CopyTo(model.Norm.RunningMean.Values);
        model.Norm.RunningVariance.Values.Fill(2.5f);

        // The loss of a batch is then that of a prediction, and one row is a batch.
        Assert.Equal(model.Evaluate(Data).Loss, model.Train(Data, new() { BatchSize = 40 }).Step(Data.SourceFeatures, Data.SourceLabels).Loss, 1e-6);
        Assert.Equal(40, new Head(1).Train(Data, new() { BatchSize = 1 }).IterationsPerEpoch);
    }

    [Fact]
    public void WhatIsFrozenHasItsOwnPlace()
    {
        var model = new Head(1);
        Assert.Equal(["second.weight", "second.bias", "layerNorm1.weight", "layerNorm1.bias", "scores.weight", "scores.bias"], model.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["first.weight", "first.bias", "norm.running_mean", "norm.running_var", "norm.weight", "norm.bias"], model.Buffers.Select(buffer => buffer.Name));
        Assert.Equal((42 + 6 + 12 + 18 + 3, Whole.ParameterCount - 35 - 7 - 14), (Head.ParameterCount, Head.ParameterCount));
        Assert.True(Head.TrainingFlopsPerSample < Whole.TrainingFlopsPerSample);
        Assert.Equal(Whole.FlopsPerSample, Head.FlopsPerSample);
        Assert.Contains("137 parameters (81 trainable, 56 frozen), 548 bytes", Head.Summary, StringComparison.Ordinal);
        Assert.Contains("Dense(7), frozen", Head.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerIsReachedUnderItsName()
    {
        var model = new Head(1);
        model.First.Weight.Values[3] = 0.75f;
        model.Save(PathOf("model"));

        Assert.Equal(0.75f, Whole.Load(PathOf("model")).First.Weight.Values[3]);
        Assert.Equal(7, model.Norm.RunningVariance.Values.Length);
    }

    [Fact]
    public void TransferLearning()
    {
        // A model learns everything, a second one its head, and a third everything again.
        var whole = new Whole(1);
        whole.Fit(Data, new() { Epochs = 2 });
        whole.Save(PathOf("whole"));

        var head = Head.Load(PathOf("whole"));
        Assert.Equal(Predictions(whole), Predictions(head));
        head.Fit(Data, new() { Epochs = 2 });
        Assert.Equal(whole.First.Weight.Values.ToArray(), head.First.Weight.Values.ToArray());
        Assert.Equal(whole.Norm.RunningMean.Values.ToArray(), head.Norm.RunningMean.Values.ToArray());
        Assert.NotEqual(whole.Second.Weight.Values.ToArray(), head.Second.Weight.Values.ToArray());
        head.Save(PathOf("head"));

        var again = Whole.Load(PathOf("head"));
        Assert.Equal(Predictions(head), Predictions(again));
        again.Fit(Data, new() { Epochs = 2 });
        Assert.NotEqual(head.First.Weight.Values.ToArray(), again.First.Weight.Values.ToArray());
    }

    [Fact]
    public void ACheckpointGoesOnToTheBitAndOnlyWithTheSameLayersFrozen()
    {
        var options = new TrainingOptions<int> { Epochs = 4, BatchSize = 16, DropLast = true, Validation = Data, EarlyStopping = new() };
        var through = new Middle(1);
        through.Fit(Data, options);

        ResumeTests.RunFor(new Middle(1).Train(Data, options), 3).SaveCheckpoint(PathOf("checkpoint"));
        var resumed = new Middle(2);
        resumed.Resume(Data, PathOf("checkpoint"), options).Run();

        Assert.Equal(through.Bits(), resumed.Bits());
        Assert.Equal(through.Running(), resumed.Running());
        var message = Assert.Throws<InvalidDataException>(() => new Whole(1).Resume(Data, PathOf("checkpoint"), options)).Message;
        Assert.EndsWith("the first difference is word 5 of the model: expected Dense(6), found Dense(6), frozen.", message);
    }

    [Fact]
    public void AnIterationAllocatesNothing()
    {
        var (inputs, labels) = (Numbers.Floats(1, 5 * 8), Numbers.Below(2, 3, 8));
        var training = new Head(1).Train(Dataset.From(inputs, labels), new() { BatchSize = 8 });

        Assert.Equal(0, Allocations.Of(() => training.Step(inputs, labels)));
    }

    private static Dictionary<string, float[]> Values(Network<int> model) =>
        model.Parameters.Concat(model.Buffers).ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());

    private static float[] Predictions(Network<int> model)
    {
        var outputs = new float[40 * 3];
        model.Predict(Data.SourceFeatures, outputs);
        return outputs;
    }
}
