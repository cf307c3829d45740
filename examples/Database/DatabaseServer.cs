using System.Net.Sockets;
using Npgsql;

namespace Database;

/// <summary>Where the server is, and what to do when it is not there.</summary>
internal static class DatabaseServer
{
    /// <summary>The environment variable that says where.</summary>
    public const string Variable = "ADJOINT_POSTGRES";

    private const string OnThisMachine = "Host=127.0.0.1;Port=5432;Username=adjoint;Password=adjoint;Database=adjoint";

    /// <summary>What Npgsql is told.</summary>
    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : OnThisMachine;

    /// <summary>The database, to which a connection could be opened; or null, and why none could.</summary>
    public static async Task<(NpgsqlDataSource? Database, string? Reason)> FindAsync(string connectionString)
    {
        NpgsqlDataSource? database = null;
        try
        {
            database = NpgsqlDataSource.Create(connectionString);
            await using var connection = await database.OpenConnectionAsync();
            return (database, null);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or ArgumentException)
        {
            if (database is not null)
            {
                await database.DisposeAsync();
            }

            return (null, e.InnerException is { } cause ? $"{e.Message} ({cause.Message})" : e.Message);
        }
    }

    /// <summary>What to do about it.</summary>
    public const string Remedy = $"""
        On Debian, install PostgreSQL, start it and make a database for this example:

            sudo apt-get install postgresql
            sudo service postgresql start
            sudo -u postgres psql -c "create role adjoint login password 'adjoint'" -c "create database adjoint owner adjoint"

        For a server elsewhere, say where in {Variable}:

            export {Variable}="{OnThisMachine}"
        """;
}
