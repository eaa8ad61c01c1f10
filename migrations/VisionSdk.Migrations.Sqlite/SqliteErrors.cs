using Microsoft.Data.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>What the result codes of SQLite mean. Primary codes cover their extended ones, such as BUSY_SNAPSHOT.</summary>
/// <remarks>https://www.sqlite.org/rescode.html</remarks>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    public static StoreFault? Classify(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException!)
        {
            if (current is SqliteException sqlite)
            {
                return Of(sqlite.SqliteErrorCode);
            }
        }

        return null;
    }

    private static StoreFault Of(int code) =>
        code switch
        {
            Busy or Locked => new(
                StoreFailure.Busy,
                IsTransient: true,
                "Other writers held the database for too long; try again, or let fewer processes write to it."
            ),
            ReadOnly => new(
                StoreFailure.ReadOnly,
                IsTransient: false,
                "The file, or its folder, can only be read; give this account the right to write both."
            ),
            Full => new(StoreFailure.Full, IsTransient: false, "The disk is full; free some space and try again."),
            IoError => new(
                StoreFailure.Unavailable,
                IsTransient: false,
                "Reading or writing the file failed; check the disk."
            ),
            CannotOpen => new(
                StoreFailure.Unavailable,
                IsTransient: false,
                "The file cannot be opened; check that its folder exists and can be written to."
            ),
            Corrupt => new(StoreFailure.Corrupt, IsTransient: false, "The file is damaged; restore the latest backup."),
            NotADatabase => new(
                StoreFailure.Corrupt,
                IsTransient: false,
                "The file is no SQLite database, or it is encrypted; check its path."
            ),
            Constraint => new(
                StoreFailure.Refused,
                IsTransient: false,
                "A value breaks a rule of the schema; nothing was changed."
            ),
            _ => new(StoreFailure.Unexpected, IsTransient: false, "The inner exception says what happened."),
        };
}
