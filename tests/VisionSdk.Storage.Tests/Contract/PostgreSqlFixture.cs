using Npgsql;
using VisionSdk.Migrations.PostgreSql;

namespace VisionSdk.Storage.Tests;

/// <summary>A database on the server that <c>VISIONSDK_POSTGRESQL</c> names; the test is skipped where there is none.</summary>
public sealed class PostgreSqlFixture : StoreFixture
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string _server;

    public PostgreSqlFixture()
    {
        _server = Environment.GetEnvironmentVariable("VISIONSDK_POSTGRESQL") ?? string.Empty;
        Assert.SkipWhen(_server.Length == 0, "VISIONSDK_POSTGRESQL names no server; .ci/run starts one.");
        _connection = new NpgsqlConnectionStringBuilder(_server) { Database = $"visionsdk_{Guid.NewGuid():N}" };
    }

    public override StoreProvider Provider => new PostgreSqlStoreProvider(_connection.ConnectionString);

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var server = new NpgsqlConnection(_server);
        await server.OpenAsync();
        foreach (var database in (string[])[_connection.Database!, _connection.Database + "_keys"])
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }

        await base.DisposeAsync();
    }
}
