using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Migrations.PostgreSql;

/// <summary>Puts VisionSdk's tables into PostgreSQL.</summary>
public static class PostgreSqlVisionDbContextOptionsExtensions
{
    /// <summary>Uses PostgreSQL with the migrations of this package.</summary>
    /// <typeparam name="TContext">The context: the store's or the key vault's.</typeparam>
    /// <param name="options">The options to fill.</param>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <returns>The same options.</returns>
    /// <remarks>EF Core's own retries stay off: the store repeats whole transactions with a fresh context.</remarks>
    public static DbContextOptionsBuilder<TContext> UseVisionSdkPostgreSql<TContext>(
        this DbContextOptionsBuilder<TContext> options,
        string connectionString
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return options.UseNpgsql(
            connectionString,
            static npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlStoreProvider).Assembly.GetName().Name)
        );
    }
}
