using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Lets <c>dotnet ef --project migrations/VisionSdk.Migrations.Sqlite</c> make the context.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<VisionDbContext>
{
    public VisionDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<VisionDbContext>()
                .UseVisionSdkSqlite(
                    args is [var connectionString, ..] ? connectionString : "Data Source=design-time.db"
                )
                .Options
        );
}
