using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Database;

namespace Adjoint.Database.Tests;

/// <summary>The example as somebody runs it.</summary>
public class ProgramTests
{
    [PostgresFact]
    public async Task It_loads_once_trains_and_writes_its_predictions()
    {
        await using var schema = await OwnSchema.CreateAsync();

        var (code, output, error) = Run(schema.ConnectionString);
        Assert.Equal((0, string.Empty), (code, error));
        Assert.StartsWith("445 rows copied into the table patients\n", output, StringComparison.Ordinal);
        Assert.Contains("patients, row 433: Sex is 3, expected a value of Sex; its id is 444\n", output, StringComparison.Ordinal);
        Assert.Contains("3 of 435 rows left out; ", output, StringComparison.Ordinal);
        Assert.EndsWith("10 predictions written to patients.predicted\n", output, StringComparison.Ordinal);
        var score = double.Parse(Regex.Match(output, "R²: ([0-9.-]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(score, 0.4, 0.6);
        Assert.Equal(Enumerable.Range(433, 10), await schema.ListAsync<int>("select id from patients where predicted between 25 and 346 order by id"));

        Assert.DoesNotContain("copied", Run(schema.ConnectionString).Output, StringComparison.Ordinal);
        Assert.StartsWith("445 rows copied", Run(schema.ConnectionString, "--load").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=adjoint", "Failed to connect to 127.0.0.1:1 (Connection refused)")]
    [InlineData("Host=nowhere.invalid;Username=adjoint", "")]
    [InlineData("Somewhere=else", "Couldn't set somewhere (Parameter 'somewhere')")]
    public void Without_a_server_it_says_what_to_do(string connectionString, string reason)
    {
        var (code, output, error) = Run(connectionString);

        Assert.Equal((1, string.Empty), (code, output));
        Assert.StartsWith($"There is no database to read: {reason}", error, StringComparison.Ordinal);
        Assert.EndsWith(DatabaseServer.Remedy.ReplaceLineEndings("\n") + "\n", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Database.exe" : "Database"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [DatabaseServer.Variable] = connectionString,
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")),
            },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
