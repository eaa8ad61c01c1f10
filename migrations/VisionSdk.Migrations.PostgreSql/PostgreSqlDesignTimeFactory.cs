using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.PostgreSql;

/// <summary>Lets <c>dotnet ef --project migrations/VisionSdk.Migrations.PostgreSql</c> make the context.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<VisionDbContext>
{
    public VisionDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<VisionDbContext>()
                .UseVisionSdkPostgreSql(
                    args is [var connectionString, ..] ? connectionString : "Host=localhost;Database=design_time"
                )
                .Options
        );
}
