using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Models, their versions and spaces, what was live when, thresholds, and moves between spaces.</summary>
internal static class ModelTables
{
    public const int ShaLength = 64;
    public const int VersionLength = 64;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<EmbeddingSpaceRow>(table =>
        {
            table.ToTable(
                "embedding_spaces",
                static t => t.HasCheckConstraint("ck_embedding_spaces_dimension", "dimension > 0")
            );
            table.Property(static row => row.Digest).HasMaxLength(ShaLength);
            table.HasAlternateKey(static row => new { row.Id, row.Dimension });
            table.HasIndex(static row => row.Digest).IsUnique();
        });
        builder.Entity<ModelRow>(table =>
        {
            table.ToTable("models");
            table.Property(static row => row.Name).HasMaxLength(StoreTables.NameLength);
            table.HasIndex(static row => row.Name).IsUnique();
        });
        ConfigureVersions(builder);
        builder.Entity<CalibrationRow>(table =>
        {
            table.ToTable("calibrations");
            table
                .HasOne<EmbeddingSpaceRow>()
                .WithMany()
                .HasForeignKey(static row => row.SpaceId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.SpaceId, row.FalseMatchRate });
        });
        ConfigureMigrations(builder);
    }

    private static void ConfigureVersions(ModelBuilder builder)
    {
        builder.Entity<ModelVersionRow>(table =>
        {
            table.ToTable(
                "model_versions",
                static t => t.HasCheckConstraint("ck_model_versions_space_key", "space_key = COALESCE(space_id, 0)")
            );
            table.Property(static row => row.SemanticVersion).HasMaxLength(VersionLength);
            table.Property(static row => row.Sha256).HasMaxLength(ShaLength);
            table.Property(static row => row.Version).IsConcurrencyToken();
            table
                .HasOne<ModelRow>()
                .WithMany()
                .HasForeignKey(static row => row.ModelId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<EmbeddingSpaceRow>()
                .WithMany()
                .HasForeignKey(static row => row.SpaceId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.ModelId, row.SemanticVersion }).IsUnique();
            table.HasAlternateKey(static row => new { row.Id, row.SpaceKey });
        });
        builder.Entity<SlotActivationRow>(table =>
        {
            table.ToTable("slot_activations");
            table.Property(static row => row.Slot).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Actor).HasMaxLength(StoreTables.NameLength);
            table
                .HasOne<ModelVersionRow>()
                .WithMany()
                .HasForeignKey(static row => row.ModelVersionId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.Slot, row.Id });
        });
        builder.Entity<ModelWeightsRow>(table =>
        {
            table.ToTable("model_weights");
            table.Property(static row => row.Sha256).HasMaxLength(ShaLength);
            table.HasKey(static row => new { row.Sha256, row.Ordinal });
        });
    }

    private static void ConfigureMigrations(ModelBuilder builder)
    {
        builder.Entity<SpaceMigrationRow>(table =>
        {
            table.ToTable("embedding_migrations");
            table.Property(static row => row.Version).IsConcurrencyToken();
            table
                .HasOne<GalleryRow>()
                .WithMany()
                .HasForeignKey(static row => row.GalleryId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<EmbeddingSpaceRow>()
                .WithMany()
                .HasForeignKey(static row => row.FromSpaceId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<ModelVersionRow>()
                .WithMany()
                .HasForeignKey(static row => row.ToModelVersionId)
                .OnDelete(DeleteBehavior.Restrict);
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
}
