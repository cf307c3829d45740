using Database;
using Npgsql;

namespace Adjoint.Database.Tests;

/// <summary>A schema for one test: what it makes is seen by nobody else, and goes with it.</summary>
internal sealed class OwnSchema : IAsyncDisposable
{
    private readonly string _name;

    private OwnSchema(string name, NpgsqlDataSource database) => (_name, Database) = (name, database);

    /// <summary>The database, in which unqualified names are of this schema.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The same, for another process.</summary>
    public string ConnectionString => InSchema(_name);

    public static async Task<OwnSchema> CreateAsync()
    {
        var name = $"adjoint_test_{Guid.NewGuid():N}";
        var schema = new OwnSchema(name, NpgsqlDataSource.Create(InSchema(name)));
        await schema.RunAsync($"create schema {name}");
        return schema;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<T>> ListAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await reader.ReadAsync())
        {
            all.Add(reader.GetFieldValue<T>(0));
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"drop schema {_name} cascade");
        await Database.DisposeAsync();
    }

    private static string InSchema(string name) => new NpgsqlConnectionStringBuilder(DatabaseServer.ConnectionString) { SearchPath = name }.ConnectionString;
}
