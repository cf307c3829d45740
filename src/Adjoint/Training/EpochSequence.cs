using System.Collections;

namespace Adjoint;

/// <summary>The epochs of a training from where it stands: an epoch that a loop left unfinished comes first.</summary>
public readonly struct EpochSequence : IEnumerable<Epoch>
{
    private readonly Training _training;

    internal EpochSequence(Training training) => _training = training;

    /// <summary>Goes through the epochs without allocating.</summary>
    public Enumerator GetEnumerator() => new(_training);

    IEnumerator<Epoch> IEnumerable<Epoch>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the epochs.</summary>
    public struct Enumerator : IEnumerator<Epoch>
    {
        private readonly Training _training;
        private bool _hasStarted;

        internal Enumerator(Training training) => _training = training;

        /// <summary>The epoch that the training is in.</summary>
        public readonly Epoch Current => new(_training, _training.Current);

        readonly object IEnumerator.Current => Current;

        /// <summary>Finishes the current epoch and goes on to the next; false after the last.</summary>
        public bool MoveNext()
        {
            if (!_hasStarted)
            {
                _hasStarted = true;
                if (_training.Current >= 0 && !_training.IsFinished(_training.Current))
                {
                    return true;
                }
            }

            return _training.StartNext();
        }

        /// <summary>Not supported: what is trained stays trained.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public readonly void Reset() => throw new NotSupportedException();

        /// <summary>Does nothing: leaving a loop leaves the training where it is.</summary>
        public readonly void Dispose()
        {
        }
    }
}
