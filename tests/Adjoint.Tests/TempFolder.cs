namespace Adjoint.Tests;

/// <summary>A folder for the files of one test, deleted after it.</summary>
public abstract class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adjoint-");

    protected string Folder => _folder.FullName;

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
