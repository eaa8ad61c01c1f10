using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VisionSdk.Storage;

/// <summary>Moves of galleries between embedding spaces.</summary>
internal static class MigrationTables
{
    // Finished and Abandoned are the last two states.
    private const string Unfinished = "state < 5";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<SpaceMigrationRow>(table =>
        {
            table.ToTable(
                "embedding_migrations",
                static t => t.HasCheckConstraint("ck_embedding_migrations_spaces", "from_space_id <> to_space_id")
            );
            table.Property(static row => row.Slot).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Actor).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Version).IsConcurrencyToken();
            ConfigureVersions(table);

            // Two moves of one slot at a time would each undo what the other promises.
            table.HasIndex(static row => row.Slot).IsUnique().HasFilter(Unfinished);
        });
        builder.Entity<SpaceMigrationProfileRow>(table =>
        {
            table.ToTable("embedding_migration_profiles");
            table.HasKey(static row => new { row.MigrationId, row.Profile });
            table.Property(static row => row.Profile).HasMaxLength(IdentityTables.ProfileLength);
            table
                .HasOne<SpaceMigrationRow>()
                .WithMany()
                .HasForeignKey(static row => row.MigrationId)
                .OnDelete(DeleteBehavior.Cascade);
            table.HasIndex(static row => row.Profile);
        });
        builder.Entity<SpaceMigrationItemRow>(table =>
        {
            table.ToTable("embedding_migration_items");
            table.HasKey(static row => new { row.MigrationId, row.IdentityId });
            table.Property(static row => row.Version).IsConcurrencyToken();
            table
                .HasOne<SpaceMigrationRow>()
                .WithMany()
                .HasForeignKey(static row => row.MigrationId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.IdentityId)
                .OnDelete(DeleteBehavior.Cascade);
            table.HasIndex(static row => new { row.MigrationId, row.State });
        });
    }

    /// <summary>A version's space is what its own row says: the pair of keys holds that.</summary>
    private static void ConfigureVersions(EntityTypeBuilder<SpaceMigrationRow> table)
    {
        table
            .HasOne<ModelVersionRow>()
            .WithMany()
            .HasForeignKey(static row => new { row.FromModelVersionId, row.FromSpaceId })
            .HasPrincipalKey(static row => new { row.Id, row.SpaceKey })
            .OnDelete(DeleteBehavior.Restrict);
        table
            .HasOne<ModelVersionRow>()
            .WithMany()
            .HasForeignKey(static row => new { row.ToModelVersionId, row.ToSpaceId })
            .HasPrincipalKey(static row => new { row.Id, row.SpaceKey })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
