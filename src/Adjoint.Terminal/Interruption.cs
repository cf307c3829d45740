using System.Runtime.InteropServices;

namespace Adjoint.Terminal;

/// <summary>Ctrl+C while a training runs: the first ends the training, the second the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Action _endTraining;
    private readonly Action _leaveTerminal;
    private readonly PosixSignalRegistration _registration;
    private int _presses;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="endTraining">Asks the training to end; called on another thread.</param>
    /// <param name="leaveTerminal">Puts the terminal in order before the process ends.</param>
    public Interruption(Action endTraining, Action leaveTerminal)
    {
        _endTraining = endTraining;
        _leaveTerminal = leaveTerminal;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = Press());
    }

    /// <summary>Takes a press; says whether the process goes on.</summary>
    public bool Press()
    {
        var isFirst = Interlocked.Increment(ref _presses) == 1;
        (isFirst ? _endTraining : _leaveTerminal)();
        return isFirst;
    }

    public void Dispose() => _registration.Dispose();
}
