using System.ComponentModel;
using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>A peer in C++: a file in the folder peers, compiled for this processor when it is first needed, beside this project's other intermediate files.</summary>
/// <param name="name">The name of the file, without .cpp.</param>
/// <param name="header">A header that is there if the library is.</param>
/// <param name="packages">Debian's packages of the library.</param>
/// <param name="libraries">The libraries to link with.</param>
internal sealed class CompiledProgram(string name, string header, string packages, params string[] libraries)
{
    private const string Compiler = "g++";

    private static readonly string Sources = Path.Combine(SourceTree.Root, "tests/Adjoint.Benchmarks/peers");

    private string? _compiled;

    /// <summary>The line that installs what it needs.</summary>
    public string Install => $"sudo apt install {Compiler} {packages}";

    /// <summary>Whether the compiler finds the header and the libraries.</summary>
    public bool IsInstalled => Compile(["-x", "c++", "-o", "/dev/null", "-", .. Links], $"#if !__has_include(<{header}>)\n#error\n#endif\nint main() {{}}\n") is "";

    /// <summary>How to start it with these arguments, on so many threads.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public ProcessStartInfo Start(int threads, params string[] arguments)
    {
        _compiled ??= UpToDate();
        return FastSettings.AddTo(new(_compiled, arguments), threads);
    }

    private IEnumerable<string> Links => libraries.Select(library => $"-l{library}");

    private string UpToDate()
    {
        var program = Path.Combine(SourceTree.Root, "tests/Adjoint.Benchmarks/obj/peers", name);
        var written = new DirectoryInfo(Sources).EnumerateFiles().Max(file => file.LastWriteTimeUtc);
        if (!File.Exists(program) || File.GetLastWriteTimeUtc(program) < written)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            Console.WriteLine($"compiling {name}.cpp");
            var mistakes = Compile(["-std=c++17", "-O3", "-march=native", "-w", Path.Combine(Sources, $"{name}.cpp"), "-o", program, .. Links], input: string.Empty);
            if (mistakes is not "")
            {
                throw new InvalidOperationException($"{name}.cpp does not compile: {mistakes}");
            }
        }

        return program;
    }

    /// <summary>What the compiler says; nothing if it is content, and null if there is none.</summary>
    private static string? Compile(string[] arguments, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Compiler, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? string.Empty : $"{said}(exit code {process.ExitCode})";
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
