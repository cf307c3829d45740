using Spectre.Console;

namespace Adjoint.Terminal;

/// <summary>Trainings that are watched in the terminal.</summary>
public static class TerminalTraining
{
    /// <summary>
    /// Runs a training to its end from where it stands and shows how it goes: epoch and iteration, the time that is left if all epochs are run, the loss
    /// with its curve, samples in a second, and the losses and accuracy of the last epochs; before them the training's warnings. Where output is redirected or the console
    /// cannot be drawn on, it writes a plain line for each epoch. Numbers are written alike in every culture.
    /// </summary>
    /// <remarks>
    /// Ctrl+C ends the training before its next iteration, as <see cref="Training.Cancel"/> does; the second Ctrl+C ends the process.
    /// </remarks>
    /// <param name="training">The training.</param>
    /// <param name="console">Where to; the process's own console unless given.</param>
    /// <returns>How it went.</returns>
    public static TrainingResult RunInTerminal(this Training training, IAnsiConsole? console = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        console ??= AnsiConsole.Console;
        foreach (var warning in training.Warnings)
        {
            console.Profile.Out.Writer.WriteLine($"warning: {warning}");
        }

        using var interruption = new Interruption(training.Cancel, () => console.Cursor.Show(true));
        var progress = new TrainingProgress(training, TimeProvider.System);
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            console.Live(LiveView.Of(progress, console)).Start(display => Run(training, progress, new LiveView(display, progress, console)));
        }
        else
        {
            Run(training, progress, new PlainLines(console.Profile.Out.Writer, progress));
        }

        var result = training.Result;
        console.Profile.Out.Writer.WriteLine(result.Explanation);
        return result;
    }

    private static void Run(Training training, TrainingProgress progress, IProgressView view)
    {
        foreach (var epoch in training.Epochs)
        {
            progress.EpochStarted(epoch);
            foreach (var iteration in epoch.Iterations)
            {
                progress.Iterated(iteration);
                view.Iterated();
            }

            progress.EpochEnded();
            view.EpochEnded();
        }

        view.TrainingEnded();
    }
}
