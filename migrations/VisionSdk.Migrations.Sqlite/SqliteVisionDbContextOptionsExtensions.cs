using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Puts VisionSdk's tables into SQLite.</summary>
public static class SqliteVisionDbContextOptionsExtensions
{
    /// <summary>Uses SQLite, with write-ahead log, foreign keys, secure deletion and the migrations of this package.</summary>
    /// <typeparam name="TContext">The context: the store's or the key vault's.</typeparam>
    /// <param name="options">The options to fill.</param>
    /// <param name="connectionString">A connection string of Microsoft.Data.Sqlite, such as <c>Data Source=vision.db</c>.</param>
    /// <param name="durability">What survives a loss of power.</param>
    /// <returns>The same options.</returns>
    public static DbContextOptionsBuilder<TContext> UseVisionSdkSqlite<TContext>(
        this DbContextOptionsBuilder<TContext> options,
        string connectionString,
        SqliteDurability durability = SqliteDurability.Full
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        // Shared cache locks tables inside one process and answers SQLITE_LOCKED, which no waiting ends.
        var connection = new SqliteConnectionStringBuilder(connectionString)
        {
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
        };
        return options
            .UseSqlite(
                connection.ConnectionString,
                static sqlite => sqlite.MigrationsAssembly(typeof(SqliteStoreProvider).Assembly.GetName().Name)
            )
            .AddInterceptors(SqliteConnectionSettings.For(durability));
    }
}
