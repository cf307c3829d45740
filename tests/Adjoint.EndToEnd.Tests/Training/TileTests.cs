using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>A large batch of a small model runs in tiles: they are the batch up to rounding, and the same bits on any number of threads.</summary>
public sealed class TileTests : Adjoint.Tests.TempFolder
{
    private static readonly int Tile = new TiledClasses(1).Layout.Tile;

    /// <summary>Two tiles, one sample more, a short third, and so many that gradients are added before the last are there.</summary>
    public static TheoryData<int> Batches => [(2 * Tile) - 1, 2 * Tile, (2 * Tile) + 1, (3 * Tile) - 50, (66 * Tile) + 3];

    [Fact]
    public void SmallModelsThatLookAtSamplesAloneAreTiled()
    {
        Assert.InRange(Tile, 128, 1024);
        Assert.InRange(new TiledFrozen(1).Layout.Tile, 128, 1024);
        Assert.Equal((0, 0), (new UntiledNormed(1).Layout.Tile, new UntiledLarge(1).Layout.Tile));
        Assert.InRange(new Chained(1).Layout.Tile, Tile, 1024);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void AnyNumberOfThreadsGivesTheSameBits(int batch)
    {
        var data = Set(batch).WithWeights(Losses.Weights(1, batch));
        var alone = Trained(new TiledClasses(1), data, batch, threads: 1);
        foreach (var threads in (int[])[0, 2, 3, 7])
        {
            Assert.Equal(alone, Trained(new TiledClasses(1), data, batch, threads));
        }

        Assert.Equal(alone, Trained(new TiledProfiled(1), data, batch, threads: 2));
    }

    [Fact]
    public void ALastBatchOfAnySizeGivesTheSameBits()
    {
        // Batches of three tiles: what is left for the last is a batch in tiles, a whole one of more than a tile, or less.
        foreach (var left in (int[])[(2 * Tile) + 7, Tile + 1, 5])
        {
            var data = Set((3 * Tile) + left);
            Assert.Equal(Trained(new TiledClasses(1), data, 3 * Tile, threads: 1), Trained(new TiledClasses(1), data, 3 * Tile, threads: 2));
        }
    }

    [Fact]
    public void MicroBatchesOfTwoTilesAndMoreAreTiledAgain()
    {
        // A third of the first is below two tiles.
        foreach (var batch in (int[])[(6 * Tile) - 6, (6 * Tile) + 5])
        {
            var data = Set(batch);
            var alone = Trained(new TiledParts(1), data, batch, threads: 1);
            Assert.Equal(alone, Trained(new TiledParts(1), data, batch, threads: 2));
            var (whole, parts) = (new TiledClasses(1).Fit(data, new() { BatchSize = batch, Epochs = 2 }), new TiledParts(1).Fit(data, new() { BatchSize = batch, Epochs = 2 }));
            Assert.Equal(whole.Loss, parts.Loss, 1e-5);
        }

        var tiled = Set((6 * Tile) + 5);
        Assert.Equal(Trained(new TiledClasses(1), tiled, tiled.Count, threads: 1), Trained(new TiledParts(1), tiled, tiled.Count, threads: 1));
    }

    [Fact]
    public void GradientsAreThoseOfTheBatch()
    {
        var rows = (3 * Tile) - 50;
        var classes = Numbers.Below(2, 3, rows);
        Verify(new TiledGradient(1), rows, classes, label => label);
        // The second tile weighs nothing.
        classes.AsSpan(Tile, Tile).Fill(1);
        Verify(new TiledGradient(1), rows, classes, label => label);
        Verify(new TiledWords(1), (2 * new TiledWords(1).Layout.Tile) + 9, Numbers.Below(2, 3, (2 * new TiledWords(1).Layout.Tile) + 9), label => label);
        Verify(new TiledValues(1), (2 * new TiledValues(1).Layout.Tile) + 9, Numbers.Floats(2, 2 * ((2 * new TiledValues(1).Layout.Tile) + 9)), value => value);
        Verify(new TiledFrozen(1), (2 * new TiledFrozen(1).Layout.Tile) + 9, Numbers.Floats(2, 2 * ((2 * new TiledFrozen(1).Layout.Tile) + 9)), value => value);
        Verify(
            new TiledAnswers(1), 3 * new TiledAnswers(1).Layout.Tile, [.. Numbers.Below(2, 2, 9 * new TiledAnswers(1).Layout.Tile).Select(answer => answer == 1)], answer => answer ? 1 : 0);
    }

    [Fact]
    public void ATrainingGoesOnFromACheckpointAsIfItHadNotStopped()
    {
        var data = Set((2 * Tile) + 30);
        var options = new TrainingOptions<int> { BatchSize = 2 * Tile, Epochs = 4, Threads = 2, Checkpoints = new(Folder) { Every = 3.Iterations() } };
        var whole = new TiledClasses(1);
        whole.Fit(data, options);

        var resumed = new TiledClasses(2);
        resumed.Resume(data, Directory.GetFiles(Folder).Order().First(), options with { Threads = 1, Checkpoints = null }).Run();

        Assert.Equal(whole.Bits(), resumed.Bits());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatDivergesIsFoundInItsTile(int threads)
    {
        var model = new TiledChain(1);
        var tile = model.Layout.Tile;
        var batch = (3 * tile) + 5;
        foreach (var row in (int[])[3, tile + 4, (3 * tile) + 4])
        {
            // In the second batch of two.
            model = new TiledChain(1);
            model.First.Weight.Values.Fill(2);
            var features = Numbers.Floats(1, 4 * batch);
            features[2 * (batch + row)] = 3e38f;
            var result = model.Fit(Dataset.From(features, Numbers.Floats(2, 2 * batch)), new() { BatchSize = batch, Shuffle = false, Threads = threads });

            Assert.Equal((DivergedValue.Outputs, "first", 2), (result.Divergence!.Value, result.Divergence.Layer, result.Divergence.Iteration));
            Assert.Equal(Enumerable.Range(batch, batch), result.Divergence.Samples);
            Assert.Equal(1, model.Optimizer!.Updates);
        }
    }

    [Fact]
    public void AGradientThatIsNotFiniteIsFound()
    {
        // The loss, 1e18², is finite; its gradient times the weight before it is not.
        var model = new TiledChain(1);
        model.Last.Bias.Values.Fill(1e18f);
        model.Last.Weight.Values.Fill(3e38f);
        model.First.Weight.Values.Clear();
        model.First.Bias.Values.Fill(1e-30f);
        var batch = 3 * model.Layout.Tile;

        var result = model.Fit(Dataset.From(Numbers.Floats(1, 2 * batch), Numbers.Floats(2, batch)), new() { BatchSize = batch, Threads = 2 });

        Assert.Equal((DivergedValue.Gradient, "first.bias", 1), (result.Divergence!.Value, result.Divergence.Layer, result.Divergence.Iteration));
    }

    [Fact]
    public void BatchesThatTheCallerBringsMayBeCutOrWhole()
    {
        (string, double) Run(int threads)
        {
            var model = new TiledClasses(1);
            var training = model.Train(Set(3 * Tile), new() { BatchSize = 3 * Tile, Threads = threads });
            var loss = 0.0;
            foreach (var rows in (int[])[3 * Tile, 1, (2 * Tile) + 1, Tile])
            {
                loss += training.Step(Numbers.Floats(rows, 6 * rows), Numbers.Below(rows, 3, rows), Losses.Weights(2, rows)).Loss;
            }

            return (model.Bits(), loss);
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnEpochAllocatesNothing(int threads)
    {
        var training = new TiledClasses(1).Train(Set(3 * Tile), new() { BatchSize = (2 * Tile) + 3, Epochs = 20, Threads = threads });
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => epochs.MoveNext()));
    }

    [Fact]
    public void TheMemoryIsThatOfTilesAndNotOfTheBatch()
    {
        var rows = 40 * Tile;
        var (model, data, options) = (new TiledClasses(1), Set(rows), new TrainingOptions<int> { BatchSize = rows });
        _ = model.NewTrainer(rows, options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var trainer = model.NewTrainer(rows, options with { Threads = 2 });
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        var gradients = 4L * 41 * model.Layout.ParameterFloats;
        Assert.InRange(taken, 1, gradients + (3 * Tile * TiledClasses.WorkspaceBytesPerSample) + (64 * 1024));
        Assert.True(rows * TiledClasses.WorkspaceBytesPerSample > 2 * taken);
        GC.KeepAlive((trainer, data));
    }

    private static Dataset<int> Set(int rows) => Dataset.From(Numbers.Floats(1, 6 * rows), Numbers.Below(2, 3, rows));

    /// <summary>The parameters and the losses of a training.</summary>
    private static (string Bits, string Losses) Trained(Network<int> model, Dataset<int> data, int batch, int threads)
    {
        var result = model.Fit(data, new() { Epochs = 2, BatchSize = batch, Threads = threads, Seed = 3 });
        return (model.Bits(), string.Join(' ', result.Epochs.Select(epoch => BitConverter.DoubleToInt64Bits(epoch.Loss))));
    }

    /// <summary>Against the double interpreter, which knows of no tiles.</summary>
    private static void Verify<TLabel>(Network<TLabel> model, int rows, TLabel[] labels, Func<TLabel, double> target)
        where TLabel : unmanaged
    {
        Assert.True(rows >= 2 * model.Layout.Tile);
        var chain = Chain.Of(model.GetType());
        var (inputs, weights) = (chain.DrawInputs(1, rows), Losses.Weights(rows, rows));
        var expected = new Interpreter(chain, model.Doubles(), inputs.Select(value => (double)value), labels.Select(target), seed: 5, weights: weights).Reverse();

        var (loss, gradients) = model.StepGradients(inputs, labels, seed: 5, weights);

        Assert.Equal(expected.Loss, loss, 1e-6 * Math.Max(1, Math.Abs(loss)));
        foreach (var (a, b) in expected.Gradients.Zip(gradients).Where(pair => pair.First.Any(value => value != 0)))
        {
            Assert.InRange(Numbers.RelativeDifference(a, b), 0, 1e-5);
        }
    }
}
