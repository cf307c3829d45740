using Database;

namespace Adjoint.Database.Tests;

/// <summary>A test that talks to a PostgreSQL server: the one that ADJOINT_POSTGRES names, or this machine's. Skipped where none answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    private static readonly string? Missing = Try();

    public PostgresFactAttribute() => Skip = Missing;

    private static string? Try()
    {
        var (database, reason) = DatabaseServer.FindAsync(DatabaseServer.ConnectionString).GetAwaiter().GetResult();
        database?.Dispose();
        return database is null ? $"no PostgreSQL answers ({reason}): say where in {DatabaseServer.Variable}, or see examples/Database/README.md" : null;
    }
}
