using System.Runtime.CompilerServices;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>Rows that arrive, and what became of whoever brings them.</summary>
internal sealed class Source<TRow>(IReadOnlyList<TRow> rows)
{
    private int _opened;
    private int _disposed;

    /// <summary>How many passes were begun.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How many ended, one way or another.</summary>
    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>How many rows of a pass arrive before the source waits until it is cancelled; all unless given.</summary>
    public int Arriving { get; init; } = int.MaxValue;

    /// <summary>Whether it waits without looking at its token.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Thrown behind the rows.</summary>
    public Exception? Failure { get; init; }

    /// <summary>How many passes bring rows.</summary>
    public int Passes { get; init; } = int.MaxValue;

    /// <summary>Whether rows let one wait, now and then.</summary>
    public bool IsSlow { get; init; }

    public async IAsyncEnumerable<TRow> Open([EnumeratorCancellation] CancellationToken cancellation)
    {
        var pass = Interlocked.Increment(ref _opened);
        try
        {
            for (var i = 0; i < rows.Count && pass <= Passes; i++)
            {
                if (i == Arriving)
                {
                    await Task.Delay(Timeout.Infinite, IsDeaf ? CancellationToken.None : cancellation);
                }

                if (IsSlow && (i * 7) % 5 == 0)
                {
                    await Task.Yield();
                }

                if (IsSlow && i % 11 == 3)
                {
                    await Task.Delay(1, CancellationToken.None);
                }

                yield return rows[i];
            }

            if (Failure is { } failure)
            {
                throw failure;
            }
        }
        finally
        {
            Interlocked.Increment(ref _disposed);
        }
    }
}

internal static class Arrivals
{
    /// <summary>Rows of a set as they would arrive.</summary>
    public static (float[] Features, TLabel Label)[] Of<TLabel>(Dataset<TLabel> set)
        where TLabel : unmanaged
        => [.. Enumerable.Range(0, set.Count).Select(row => (set.Features(row).ToArray(), set.Labels(row)[0]))];

    /// <summary>Row r has the target r + 1, and the model Revealing tells it by its loss.</summary>
    public static (float[] Features, float Label)[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(row => (new float[1], (float)row))];

    public static RowStream<TLabel> Stream<TLabel>(this Source<(float[] Features, TLabel Label)> source, StreamOptions options)
        where TLabel : unmanaged
        => Dataset.Stream(source.Open, options);

    /// <summary>The parameters, every bit of them.</summary>
    public static float[] Of<TLabel>(Network<TLabel> model)
        where TLabel : unmanaged
        => [.. model.Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    /// <summary>Waits for what happens on another thread.</summary>
    public static bool Comes(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(20));
}
