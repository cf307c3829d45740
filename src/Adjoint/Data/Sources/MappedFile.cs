using System.IO.MemoryMappedFiles;

namespace Adjoint;

/// <summary>A file that the system reads page by page as its bytes are asked for, and may forget again: it takes no memory that others need.</summary>
/// <remarks>
/// Nobody disposes of it, because a set is a view that its parts share, and a span of a disposed mapping would end the process. The handles of file and mapping have
/// finalizers of their own; who reads keeps this object alive until the reading is done.
/// </remarks>
internal sealed unsafe class MappedFile
{
    // Kept: what is open cannot be replaced by another length on Windows, nor be opened there or elsewhere by a .NET program that would share it with nobody.
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        (_file, _view, Length) = (file, view, length);
        byte* first = null;
        // The address only: a reference that is held would keep the finalizer from releasing the mapping.
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        _first = first + view.PointerOffset;
    }

    /// <summary>Bytes of the file, at least 1.</summary>
    public long Length { get; }

    /// <summary>Maps a whole file for reading, and lets others read, rename and (where the system allows it) delete it.</summary>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read or mapped.</exception>
    public static MappedFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        MemoryMappedFile? file = null;
        try
        {
            var length = stream.Length;
            if (length == 0)
            {
                throw new InvalidDataException($"{path} is empty.");
            }

            file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), length);
        }
        catch
        {
            file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Values that begin at a byte of the file. They are there only as long as this object is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The file has no such bytes.</exception>
    public ReadOnlySpan<T> Values<T>(long start, int count)
        where T : unmanaged
        => start >= 0 && count >= 0 && start <= Length - ((long)count * sizeof(T))
            ? new(_first + start, count)
            : throw new ArgumentOutOfRangeException(nameof(start), start, $"{count} values from byte {start} on are not in a file of {Length} bytes.");
}
