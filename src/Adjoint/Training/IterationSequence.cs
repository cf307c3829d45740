using System.Runtime.CompilerServices;
using System.Collections;

namespace Adjoint;

/// <summary>The iterations that are left of an epoch: each is run as the loop reaches it.</summary>
public readonly struct IterationSequence : IEnumerable<Iteration>
{
    private readonly Training _training;
    private readonly int _epoch;

    internal IterationSequence(Training training, int epoch)
    {
        _training = training;
        _epoch = epoch;
    }

    /// <summary>Goes through the iterations without allocating.</summary>
    public Enumerator GetEnumerator() => new(_training, _epoch);

    IEnumerator<Iteration> IEnumerable<Iteration>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the iterations.</summary>
    public struct Enumerator : IEnumerator<Iteration>
    {
        private readonly Training _training;
        private readonly int _epoch;
        private Iteration _current;

        internal Enumerator(Training training, int epoch)
        {
            _training = training;
            _epoch = epoch;
        }

        /// <summary>The iteration that was just run.</summary>
        public readonly Iteration Current => _current;

        readonly object IEnumerator.Current => Current;

        /// <summary>Runs the next iteration; false if none is left.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool MoveNext() => _training.TryIterate(_epoch, out _current);

        /// <summary>Not supported: what is trained stays trained.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public readonly void Reset() => throw new NotSupportedException();

        /// <summary>Does nothing: leaving a loop leaves the training where it is.</summary>
        public readonly void Dispose()
        {
        }
    }
}
