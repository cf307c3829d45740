using System.Buffers;
using System.Globalization;

namespace Adjoint.TensorBoard;

/// <summary>
/// An event file of TensorBoard: records of scalars, appended whole. It is opened for each writing and closed after it, so that nobody has to close it and a
/// reader never finds half a record, unless the machine stops in the middle of a writing.
/// </summary>
internal sealed class EventFile
{
    /// <summary>What is written at once at the latest.</summary>
    private const int LargestBuffer = 1 << 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static int _count;

    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly TimeProvider _time;
    private long _flushed;
    private long _written;

    private EventFile(string path, TimeProvider time)
    {
        Path = path;
        _time = time;
        _flushed = time.GetTimestamp();
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Makes a file with the version record that TensorBoard looks for, under a name that no other has.</summary>
    /// <exception cref="IOException">The folder cannot be made, or the file not written.</exception>
    public static EventFile Create(string folder, TimeProvider time)
    {
        // Seconds, machine, process, and a number in it: as TensorFlow names them.
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{time.GetUtcNow().ToUnixTimeSeconds():D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _count) - 1}");
        var file = new EventFile(System.IO.Path.Combine(folder, name), time);
        try
        {
            Directory.CreateDirectory(folder);
            EventRecord.Write(file._pending, EventMessage.Version(file.Now));
            file.Flush();
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }

        return file;
    }

    private double Now => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Adds a scalar, and writes all that is pending when it is much or has waited long.</summary>
    public void Add(long step, string tag, double value)
    {
        EventRecord.Write(_pending, EventMessage.Scalar(Now, step, tag, (float)value));
        if (_pending.WrittenCount >= LargestBuffer || _time.GetElapsedTime(_flushed) >= LongestWait)
        {
            Flush();
        }
    }

    /// <summary>Writes all that is pending.</summary>
    /// <exception cref="IOException">It cannot be written; it is still pending.</exception>
    public void Flush()
    {
        if (_pending.WrittenCount > 0)
        {
            using (var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                // What an earlier writing left that failed half-way is overwritten.
                stream.Position = _written;
                stream.Write(_pending.WrittenSpan);
                stream.SetLength(stream.Position);
                _written = stream.Position;
            }

            _pending.ResetWrittenCount();
        }

        _flushed = _time.GetTimestamp();
    }
}
