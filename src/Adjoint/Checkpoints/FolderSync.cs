using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Adjoint;

/// <summary>Has the entries of a folder written to the disk: a rename is in the folder, not in the file.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Flushes a folder. .NET opens none, so that its descriptor comes from the C library; on Windows, where folders have no such call, and wherever the
    /// file system knows none, nothing happens.
    /// </summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS() && !OperatingSystem.IsFreeBSD())
        {
            return;
        }

        try
        {
            using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
            if (!handle.IsInvalid)
            {
                RandomAccess.FlushToDisk(handle);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            // The file is whole under its new name all the same, but for a power cut in the next seconds.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
