using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, Adam(LearningRate = 0.05)]
public partial class Unaveraged;

[AverageWeights(0)]
[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, Adam(LearningRate = 0.05)]
public partial class AveragedOverOne;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, AverageWeights(0.9), Adam(LearningRate = 0.05)]
public partial class Averaged;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, Adam(LearningRate = 0.05), AverageWeights(0.75, EveryIterations = 3, StartIteration = 5)]
public partial class AveragedSometimes;

[Model, Input(4), Dense(5), BatchNorm, Tanh, Dropout(0.2), Dense(3), CrossEntropy, Adam(LearningRate = 0.05), AverageWeights(StartIteration = 1000)]
public partial class AveragedLate;

/// <summary>What the averages are, where they are used, and what the model holds during a training and after it.</summary>
public sealed class AverageTests
{
    private static readonly Dataset<int> Data = Dataset.From(Numbers.Floats(1, 4 * 30), Numbers.Below(2, 3, 30));
    private static readonly Dataset<int> Other = Dataset.From(Numbers.Floats(3, 4 * 20), Numbers.Below(4, 3, 20));
    private static readonly TrainingOptions<int> Options = new() { Epochs = 4, BatchSize = 6, Validation = Other };

    [Fact]
    public void AfterTheTrainingTheModelHasTheAverages()
    {
        var (model, plain) = (new Averaged(1), new Unaveraged(1));
        var trained = Follow(model.Train(Data, Options), model);
        plain.Fit(Data, Options);

        // Until then it had what a model without averages has.
        Assert.Equal(trained[^1], Values(plain));
        Near(Average(trained, 0.9, 1, 1), Values(model));
    }

    [Fact]
    public void TheyTakeInTheParametersWhenTheyAreAsked()
    {
        var model = new AveragedSometimes(1);
        var trained = Follow(model.Train(Data, Options), model);

        Near(Average(trained, 0.75, 3, 5), Values(model));
    }

    [Fact]
    public void AnAverageOfOneIsTheModelItself()
    {
        var (model, plain) = (new AveragedOverOne(1), new Unaveraged(1));
        var (result, expected) = (model.Fit(Data, Options), plain.Fit(Data, Options));

        Assert.Equal(expected.Epochs.Select(epoch => epoch.Validation), result.Epochs.Select(epoch => epoch.Validation));
        Assert.Equal(Values(plain), Values(model));
    }

    [Fact]
    public void WhereTheyHaveNotBegunThereAreNone()
    {
        var (model, plain) = (new AveragedLate(1), new Unaveraged(1));
        var (result, expected) = (model.Fit(Data, Options), plain.Fit(Data, Options));

        Assert.Equal(expected.Epochs.Select(epoch => epoch.Validation), result.Epochs.Select(epoch => epoch.Validation));
        Assert.Equal(Values(plain), Values(model));
    }

    [Fact]
    public void TheyValidate()
    {
        var (model, plain) = (new Averaged(1), new Unaveraged(1));
        var result = model.Fit(Data, Options);

        Assert.Equal(model.Evaluate(Other), result.Validation);
        Assert.NotEqual(plain.Fit(Data, Options).Validation, result.Validation);
    }

    [Fact]
    public void ReadingAValidationInTheMiddleLeavesTheTrainingAsItIs()
    {
        var (read, unread) = (new Averaged(1), new Averaged(1));
        unread.Fit(Data, Options);
        foreach (var epoch in read.Train(Data, Options).Epochs)
        {
            Assert.NotNull(epoch.Validation);
            var trained = Values(read);
            Assert.NotEqual(trained, [.. read.Optimizer!.Averages.Span]);
        }

        Assert.Equal(Values(unread), Values(read));
    }

    [Fact]
    public void TheBestAreAverages()
    {
        var model = new Averaged(1);
        var options = new TrainingOptions<int> { Epochs = 60, BatchSize = 6, Validation = Other, EarlyStopping = new() { Patience = 2 } };

        var result = model.Fit(Data, options);

        Assert.Equal(StopReason.EarlyStopping, result.Reason);
        Assert.Equal(result.Best!.Value.Validation, model.Evaluate(Other));
    }

    [Fact]
    public void ACancelledTrainingLeavesThemToo()
    {
        using var source = new CancellationTokenSource();
        var model = new Averaged(1);
        var training = model.Train(Data, new() { Epochs = 4, BatchSize = 6, Cancellation = source.Token });
        var trained = new List<float[]>();
        foreach (var epoch in training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                trained.Add(Values(model));
                if (trained.Count == 7)
                {
                    source.Cancel();
                }
            }
        }

        Assert.Equal((7, StopReason.Cancelled), (trained.Count, training.Result.Reason));
        Near(Average(trained, 0.9, 1, 1), Values(model));
    }

    [Fact]
    public void ASecondTrainingBeginsWithWhatTheFirstHasLeft()
    {
        var model = new Averaged(1);
        model.Fit(Data, Options);
        var left = Values(model);
        var trained = Follow(model.Train(Data, Options), model);

        // It goes on as an average: the first one is no copy.
        Near(Average([left, .. trained], 0.9, 1, 1), Values(model));
        Assert.True(left.Zip(trained[0]).Max(pair => Math.Abs(pair.First - pair.Second)) < 0.5);
    }

    [Fact]
    public void ResetBeginsThemAgain()
    {
        var model = new Averaged(1);
        model.Fit(Data, Options);
        var trained = Follow(model.Train(Data, new() { Epochs = 1, BatchSize = 6, Reset = true }), model);

        Near(Average(trained, 0.9, 1, 1), Values(model));
    }

    [Fact]
    public void StepsOfTheCallerCount()
    {
        var model = new Averaged(1);
        var training = model.Train(Data, Options);
        var trained = new List<float[]>();
        for (var step = 0; step < 3; step++)
        {
            training.Step(Numbers.Floats(step, 4 * 6), Numbers.Below(step, 3, 6));
            trained.Add(Values(model));
        }

        Near(Average(trained, 0.9, 1, 1), [.. model.Optimizer!.Averages.Span]);
    }

    [Fact]
    public void AnEpochAllocatesNothing()
    {
        var training = new Averaged(1).Train(Data, new() { Epochs = 10, BatchSize = 6, Validation = Other });
        var epochs = training.Epochs.GetEnumerator();
        var losses = 0.0;

        Assert.Equal(0, Allocations.Of(() => losses += epochs.MoveNext() ? epochs.Current.Validation!.Value.Loss : 0));
        Assert.True(losses > 0);
    }

    /// <summary>Trains to the end; what the model held after each iteration.</summary>
    private static List<float[]> Follow(Training<int> training, Network<int> model)
    {
        var trained = new List<float[]>();
        foreach (var epoch in training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                trained.Add(Values(model));
            }
        }

        return trained;
    }

    private static float[] Values(Network<int> model) => [.. model.Memory];

    /// <summary>The average by its definition, and the running statistics as they were when it took in parameters the last time.</summary>
    private static double[] Average(List<float[]> trained, double decay, int every, int start)
    {
        var average = Array.ConvertAll(trained[start - 1], value => (double)value);
        var (buffers, model) = (trained[start - 1], new Averaged());
        for (var iteration = start + every; iteration <= trained.Count; iteration += every)
        {
            buffers = trained[iteration - 1];
            average = [.. average.Zip(buffers, (a, value) => (decay * a) + ((1 - decay) * value))];
        }

        return [.. average[..model.Layout.ParameterFloats], .. buffers[model.Layout.ParameterFloats..].Select(value => (double)value)];
    }

    private static void Near(double[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
}
