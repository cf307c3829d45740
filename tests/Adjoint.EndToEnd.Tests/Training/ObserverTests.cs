using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>What those who observe a training are told, and when.</summary>
public class ObserverTests
{
    private static readonly TrainingOptions<Side> Options = new() { Epochs = 2, BatchSize = 10, Validation = Sets.Points(10, seed: 2) };

    [Fact]
    public void EverythingIsToldInOrder()
    {
        var training = new Sides(1).Train(Sets.Points(20), Options);
        var told = new Recorder();
        training.Observe(told);
        var result = training.Run();

        Assert.Equal(
            ["iteration 1.1", "iteration 1.2", "validated 1.2", "epoch 1", "iteration 2.1", "iteration 2.2", "validated 2.2", "epoch 2", "ended Completed"], told.Words);
        Assert.Equal(result.Epochs.Select(epoch => epoch.Loss), told.Losses);
        Assert.Equal(result.Epochs.Select(epoch => epoch.Validation), told.Validations.Select(validation => (Evaluation?)validation));
    }

    [Fact]
    public void AValidationBetweenIterationsIsToldBeforeItsIteration()
    {
        var training = new Sides(1).Train(Sets.Points(30), Options with { Epochs = 1, ValidateEvery = 2.Iterations() });
        var told = new Recorder();
        training.Observe(told);
        training.Run();

        Assert.Equal(["iteration 1.1", "validated 1.2", "iteration 1.2", "iteration 1.3", "epoch 1", "ended Completed"], told.Words);
    }

    [Fact]
    public void AnEpochThatWasEndedEarlyIsNotTold()
    {
        var training = new Sides(1).Train(Sets.Points(30), Options);
        var told = new Recorder { CancelAt = (training, 2) };
        training.Observe(told);
        training.Run();

        Assert.Equal(["iteration 1.1", "iteration 1.2", "ended Cancelled"], told.Words);
    }

    [Fact]
    public void ItStartsWhereTheTrainingStands()
    {
        var training = new Sides(1).Train(Sets.Points(20), Options);
        _ = training.Epochs.First().Loss;
        var told = new Recorder();
        training.Observe(told);
        training.Run();

        Assert.Equal(["iteration 2.1", "iteration 2.2", "validated 2.2", "epoch 2", "ended Completed"], told.Words);
    }

    [Fact]
    public void SeveralAreToldTheSame()
    {
        var training = new Sides(1).Train(Sets.Points(20), Options);
        var (first, second) = (new Recorder(), new Recorder());
        training.Observe(first);
        training.Observe(second);
        training.Run();

        Assert.Equal(first.Words, second.Words);
        Assert.NotEmpty(first.Words);
    }

    [Fact]
    public void AnExceptionEndsTheLoopAndANewOneGoesOn()
    {
        var (training, undisturbed) = (new Sides(1).Train(Sets.Points(20), Options), new Sides(1).Train(Sets.Points(20), Options));
        training.Observe(new Throwing());

        Assert.Throws<NotSupportedException>(() => training.Run());
        Assert.Equal(undisturbed.Run().Epochs.Select(epoch => epoch.Loss), training.Run().Epochs.Select(epoch => epoch.Loss));
    }

    [Fact]
    public void TellingAllocatesNothing()
    {
        var training = new Sides(1).Train(Sets.Points(40), new() { Epochs = 50, BatchSize = 4 });
        training.Observe(new Silent());
        using var epochs = training.Epochs.GetEnumerator();
        epochs.MoveNext();
        _ = epochs.Current.Loss;
        Assert.Equal(0, Allocations.Of(() =>
        {
            epochs.MoveNext();
            _ = epochs.Current.Loss;
        }));
    }

    [Fact]
    public void NobodyIsRefused() => Assert.Throws<ArgumentNullException>(() => new Sides(1).Train(Sets.Points(20)).Observe(null!));

    private sealed class Silent : ITrainingObserver;

    private sealed class Throwing : ITrainingObserver
    {
        private bool _hasThrown;

        public void Iterated(Epoch epoch, Iteration iteration)
        {
            if (!_hasThrown)
            {
                _hasThrown = true;
                throw new NotSupportedException();
            }
        }
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<string> Words { get; } = [];

        public List<double> Losses { get; } = [];

        public List<Evaluation> Validations { get; } = [];

        public (Training<Side> Training, int Iteration)? CancelAt { get; init; }

        public void Iterated(Epoch epoch, Iteration iteration)
        {
            Words.Add($"iteration {epoch.Number}.{iteration.Number}");
            if (CancelAt is { } at && at.Iteration == iteration.Number)
            {
                at.Training.Cancel();
            }
        }

        public void Validated(Epoch epoch, int iteration, Evaluation evaluation)
        {
            Words.Add($"validated {epoch.Number}.{iteration}");
            Validations.Add(evaluation);
        }

        public void EpochEnded(Epoch epoch)
        {
            Words.Add($"epoch {epoch.Number}");
            Losses.Add(epoch.Loss);
        }

        public void TrainingEnded(TrainingResult result) => Words.Add($"ended {result.Reason}");
    }
}
