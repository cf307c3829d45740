using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Small images, their parameters too slow to move.</summary>
[Model, Input(2, 2), Flatten, Dense(5), Tanh, Dense(3), CrossEntropy, Sgd(LearningRate = 1e-30)]
public partial class StillImages;

/// <summary>Where a training augments its rows, and where nobody does.</summary>
public class AugmentationTests
{
    private const int Rows = 23;

    private static readonly Augmentation Everything = Augmentation.Images(2, 2).Shift(1).FlipHorizontally().FlipVertically().Rotate(45).Noise(0.1).CutOut(1);

    private static readonly TrainingOptions<int> Plain = new() { Epochs = 3, BatchSize = 5, Seed = 3 };

    private static readonly TrainingOptions<int> Augmented = Plain with { Augmentation = Everything };

    [Fact]
    public void AnIterationTrainsOnTheRowsAsTheyAreChanged()
    {
        // By hand: the changed rows of each batch, given to Step.
        var (data, options) = (Images(), Augmented with { Shuffle = false });
        var (expected, actual) = (new WholeClipped(1), new WholeClipped(1));
        var steps = expected.Train(data, Plain);
        var augmenter = new Augmenter(Everything, options.Seed);
        var losses = new List<double>();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            for (var first = 0; first < Rows; first += options.BatchSize)
            {
                var rows = Math.Min(options.BatchSize, Rows - first);
                var inputs = data.SourceFeatures.Slice(first * 4, rows * 4).ToArray();
                augmenter.Apply(epoch, first, 4, inputs);
                losses.Add(steps.Step(inputs, data.SourceLabels.Slice(first, rows)).Loss);
            }
        }

        Assert.Equal(losses, actual.Train(data, options).Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => iteration.Loss));
        Assert.Equal(expected.Bits(), actual.Bits());
    }

    [Fact]
    public void OneSeedOneResult()
    {
        string Trained(TrainingOptions<int> options)
        {
            var model = new WholeClasses(1);
            model.Fit(Images(), options);
            return model.Bits();
        }

        Assert.Equal(Trained(Augmented), Trained(Augmented));
        Assert.NotEqual(Trained(Augmented), Trained(Plain));
        Assert.NotEqual(Trained(Augmented), Trained(Augmented with { Augmentation = Augmentation.Rows.Noise(0.1) }));
    }

    [Fact]
    public void TheSetStaysAsItIs()
    {
        var data = Images();
        var before = data.SourceFeatures.ToArray();
        new WholeClasses(1).Fit(data, Augmented);

        Assert.Equal(before, data.SourceFeatures.ToArray());
    }

    [Fact]
    public void ValidationAndEvaluationSeeRowsAsTheyAre()
    {
        var (model, data) = (new StillImages(1), Images());
        var evaluation = model.Evaluate(data);
        var result = model.Fit(data, Augmented with { Validation = data, ValidateEvery = 2.Iterations() });

        Assert.All(result.Epochs, epoch => Assert.Equal(evaluation, epoch.Validation));
        Assert.Equal(evaluation, model.Evaluate(data));
        // The training sees others in every epoch.
        Assert.Equal(4, result.Epochs.Select(epoch => epoch.Loss).Append(evaluation.Loss).Distinct().Count());
    }

    [Fact]
    public void AStepTakesTheBatchAsItIs()
    {
        var (plain, augmented) = (new StillImages(1).Train(Images(), Plain), new StillImages(1).Train(Images(), Augmented));

        Assert.Equal(plain.Step([1, 2, 3, 4], [2]).Loss, augmented.Step([1, 2, 3, 4], [2]).Loss);
    }

    [Fact]
    public void MicroBatchesSeeTheChangesOfTheWholeBatch()
    {
        var options = Augmented with { BatchSize = 16, LearningRate = 0.05, Sampling = Sampling.Balanced };
        var (whole, cut) = (new WholeClasses(1), new CutClasses(1));
        var (expected, actual) = (whole.Fit(Images(), options), cut.Fit(Images(), options));

        Assert.All(expected.Epochs.Zip(actual.Epochs), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-6));
        Assert.All(whole.Doubles().Zip(cut.Doubles()), pair => Assert.InRange(Numbers.RelativeDifference(pair.First, pair.Second), 0, 1e-5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(16)]
    public void PreparedAheadOnAnotherThreadItIsTheSameBits(int threads)
    {
        var images = Dataset.From(Numbers.Floats(1, 300 * 150), Numbers.Below(2, 4, 150));
        var options = new TrainingOptions<int>
        {
            Epochs = 3, BatchSize = 32, Sampling = Sampling.Balanced,
            Augmentation = Augmentation.Images(15, 20).Shift(2).FlipHorizontally().FlipVertically().Rotate(45).Noise(0.1).CutOut(5),
        };
        var (expected, actual) = (new ManyThreads(1), new ManyThreads(1));
        expected.Fit(images, options with { Threads = 1 });
        actual.Fit(images, options with { Threads = threads });

        Assert.Equal(expected.Bits(), actual.Bits());
    }

    [Fact]
    public void OneBatchByHeartIsWithoutIt() => Assert.Equal(
        new WholeClasses(1).Overfit(Images(), options: Plain).Losses,
        new WholeClasses(1).Overfit(Images(), options: Augmented).Losses);

    [Fact]
    public void TheRangeTestIsWithIt() => Assert.NotEqual(
        new WholeClasses(1).FindLearningRate(Images(), Plain).Points.Select(point => point.Loss),
        new WholeClasses(1).FindLearningRate(Images(), Augmented).Points.Select(point => point.Loss));

    [Fact]
    public void ImagesOfAnotherSizeAreRefused()
    {
        var options = Plain with { Augmentation = Augmentation.Images(28, 28, channels: 3).FlipHorizontally() };

        Assert.StartsWith(
            "Augmentation.Images(28, 28, 3) is for rows of 2352 numbers, but WholeClasses takes 4.",
            Assert.Throws<ArgumentException>(() => new WholeClasses(1).Train(Images(), options)).Message);
    }

    [Fact]
    public void IndicesAreNotAugmented()
    {
        var words = Dataset.From(new float[4 * Rows], Numbers.Below(2, 3, Rows));
        Assert.StartsWith(
            "The inputs of WholeWords are indices, which its [Embedding] looks up: an augmentation would make other indices of them. Leave it out.",
            Assert.Throws<ArgumentException>(() => new WholeWords(1).Train(words, new() { Augmentation = Augmentation.Rows.Noise(0.1) })).Message);
    }

    private static Dataset<int> Images() => Dataset.From(Numbers.Floats(1, 4 * Rows), Numbers.Below(2, 3, Rows));
}
