namespace Adjoint;

/// <summary>Reads rows of one type: pass after pass, through the shuffle buffer, into batches.</summary>
internal sealed class StreamReading<TRow, TLabel>(RowStream<TRow, TLabel> stream, Network<TLabel> network, StreamCourse course, CancellationToken cancellation)
    : StreamReading<TLabel>(network, course, cancellation)
    where TLabel : unmanaged
{
    private readonly ShuffleBuffer<TLabel> _buffer = new(course.Shuffle ? stream.Options.ShuffleBuffer : 1, network.Layout.Inputs, network.LabelsPerRow);
    private int _epoch = course.FirstEpoch;
    private int _iteration = course.FirstIteration;
    private ulong _key = course.KeyOf(course.FirstEpoch);
    private bool _isFilling;
    private bool _hasBroughtRows;
    private BadRow? _lastSkipped;

    protected override async Task ReadAsync(CancellationToken cancellation)
    {
        for (var pass = 1; pass <= (stream.Options.Passes ?? int.MaxValue) && await ReadPassAsync(pass, cancellation).ConfigureAwait(false); pass++)
        {
        }

        if (!_hasBroughtRows && !cancellation.IsCancellationRequested)
        {
            throw _lastSkipped is { } skipped
                ? new BadRowsException([skipped])
                : new InvalidOperationException("The stream brought no row, so that there is nothing to train on. A queue or a reader that was read to its end brings none again.");
        }

        // The stream has ended within a batch.
        if (_isFilling && _epoch <= Course.LastEpoch && Course.CanTrainOn(Next.Slot.Rows))
        {
            Finish();
        }
    }

    /// <summary>Reads a pass; whether to go on with another. All in one method, which waits without allocating.</summary>
    private async Task<bool> ReadPassAsync(int pass, CancellationToken cancellation)
    {
        var rows = stream.Open(cancellation);
        try
        {
            var (hasMore, hasRows) = (true, false);
            for (var number = 0L; ;)
            {
                while (hasMore && !_buffer.IsFull)
                {
                    cancellation.ThrowIfCancellationRequested();
                    hasMore = await rows.MoveNextAsync().ConfigureAwait(false);
                    if (hasMore)
                    {
                        hasRows |= Keep(rows.Current, pass, number++);
                    }
                }

                if (!hasMore)
                {
                    _buffer.CloseHole();
                }

                if (_buffer.IsEmpty)
                {
                    _hasBroughtRows |= hasRows;
                    return hasRows;
                }

                _hasBroughtRows = true;
                if (!_isFilling && !await PlaceAsync().ConfigureAwait(false))
                {
                    return false;
                }

                if (!Draw())
                {
                    return false;
                }
            }
        }
        finally
        {
            await rows.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool Keep(TRow row, int pass, long number)
    {
        var features = _buffer.Features;
        var labels = _buffer.Labels;
        var bad = stream.Writer.Write(row, features, labels) ?? DatasetCheck.FindBad<TLabel>(features, labels, Network);
        if (bad is null)
        {
            _buffer.Keep((int)Math.Min(number, int.MaxValue));
            return true;
        }

        _lastSkipped = new BadRow(pass == 1 ? stream.Source : $"{stream.Source}, pass {pass}", number <= int.MaxValue ? (int)number : null, bad);
        stream.Refuse(_lastSkipped);
        return false;
    }

    /// <summary>Puts a row of the buffer into the batch; false after the last batch.</summary>
    private bool Draw()
    {
        var batch = Next;
        if (!_isFilling)
        {
            batch.Slot.Clear();
            _isFilling = true;
        }

        _buffer.Draw(_key, ((long)_iteration * Course.Plan.BatchSize) + batch.Slot.Rows, batch);
        if (batch.Slot.Rows < Course.RowsOf(_iteration))
        {
            return true;
        }

        Finish();
        _isFilling = false;
        if (++_iteration == Course.Plan.IterationsPerEpoch.Value)
        {
            _iteration = 0;
            _key = Course.KeyOf(++_epoch);
        }

        return _epoch <= Course.LastEpoch;
    }

    /// <summary>Nothing is left to do to the batch but to be trained on.</summary>
    private void Finish()
    {
        Course.Augmenter?.Apply(_epoch, (long)_iteration * Course.Plan.BatchSize, Network.Layout.Inputs, Next.Slot.Inputs);
        HandOver();
    }
}
