namespace Adjoint.TensorBoard;

/// <summary>Writes what it is told of a training as scalars.</summary>
internal sealed class ScalarLog(EventFile file, int every) : ITrainingObserver
{
    public void Iterated(Epoch epoch, Iteration iteration)
    {
        if (iteration.Number % every == 0)
        {
            var step = StepOf(epoch, iteration.Number);
            file.Add(step, "Loss/iteration", iteration.Loss);
            file.Add(step, "Learning rate", iteration.LearningRate);
        }
    }

    public void Validated(Epoch epoch, int iteration, Evaluation evaluation)
    {
        var step = StepOf(epoch, iteration);
        file.Add(step, "Loss/validation", evaluation.Loss);
        if (!double.IsNaN(evaluation.Accuracy))
        {
            file.Add(step, "Accuracy/validation", evaluation.Accuracy);
        }
    }

    public void EpochEnded(Epoch epoch)
    {
        file.Add(StepOf(epoch, epoch.IterationCount), "Loss/train", epoch.Loss);
        file.Flush();
    }

    public void TrainingEnded(TrainingResult result) => file.Flush();

    private static long StepOf(Epoch epoch, int iteration) => ((epoch.Number - 1L) * epoch.IterationCount) + iteration;
}
