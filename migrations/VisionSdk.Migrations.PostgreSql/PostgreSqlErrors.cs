using Npgsql;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.PostgreSql;

/// <summary>What the error codes of PostgreSQL mean.</summary>
/// <remarks>https://www.postgresql.org/docs/15/errcodes-appendix.html</remarks>
internal static class PostgreSqlErrors
{
    public static StoreFault? Classify(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException!)
        {
            if (current is PostgresException server)
            {
                return Of(server);
            }

            if (current is NpgsqlException connection)
            {
                return new StoreFault(
                    StoreFailure.Unavailable,
                    connection.IsTransient,
                    "The server cannot be reached, or it ended the connection; check that it runs and that the connection string is right."
                );
            }
        }

        return null;
    }

    private static StoreFault Of(PostgresException error) =>
        error.SqlState switch
        {
            PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable => new(
                StoreFailure.Busy,
                IsTransient: true,
                "Other writers were in the way; try again."
            ),
            PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => new(
                StoreFailure.ReadOnly,
                IsTransient: false,
                "The account, or the server, may only read; give the account the right to write."
            ),
            PostgresErrorCodes.DiskFull => new(
                StoreFailure.Full,
                IsTransient: false,
                "The server's disk is full; free some space and try again."
            ),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(
                StoreFailure.Corrupt,
                IsTransient: false,
                "The database is damaged; restore the latest backup."
            ),
            var state when state.StartsWith("23", StringComparison.Ordinal) => new(
                StoreFailure.Refused,
                IsTransient: false,
                "A value breaks a rule of the schema; nothing was changed."
            ),
            var state
                when state.StartsWith("28", StringComparison.Ordinal)
                    || state == PostgresErrorCodes.InvalidCatalogName => new(
                StoreFailure.Unavailable,
                IsTransient: false,
                "The server refuses the account, or has no such database; check the connection string."
            ),
            _ => new(
                error.IsTransient ? StoreFailure.Unavailable : StoreFailure.Unexpected,
                error.IsTransient,
                "The inner exception says what happened."
            ),
        };
}
