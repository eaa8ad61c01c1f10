using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Galleries, identities and their vectors and pictures.</summary>
internal static class IdentityTables
{
    public const int ProfileLength = 64;
    public const int TagLength = 64;

    // float32 values, or the same between a nonce and a tag: a vector of another length than its space's cannot be stored.
    private const string VectorLength =
        "dimension > 0 AND length(vector) = 4 * dimension + CASE scheme WHEN 0 THEN 0 ELSE 28 END";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<GalleryRow>(table =>
        {
            table.ToTable("galleries");
            table.Property(static row => row.Profile).HasMaxLength(ProfileLength);
            table
                .HasOne<TenantRow>()
                .WithMany()
                .HasForeignKey(static row => row.TenantId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.TenantId, row.Profile }).IsUnique();
        });
        ConfigureIdentities(builder);
        ConfigureEmbeddings(builder);
        builder.Entity<FaceCropRow>(table =>
        {
            table.ToTable("face_crops");
            table.HasKey(static row => row.EmbeddingId);
            table.Property(static row => row.MediaType).HasMaxLength(IdentityTables.TagLength);
            table
                .HasOne<EmbeddingRow>()
                .WithOne()
                .HasForeignKey<FaceCropRow>(static row => row.EmbeddingId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.IdentityId)
                .OnDelete(DeleteBehavior.Cascade);
            table.HasIndex(static row => row.RetainUntil);
        });
    }

    private static void ConfigureIdentities(ModelBuilder builder)
    {
        builder.Entity<IdentityRow>(table =>
        {
            table.ToTable("identities");
            table.Property(static row => row.Id).ValueGeneratedNever();
            table.Property(static row => row.ExternalKeyDigest).HasMaxLength(StoreTables.HashBytes);
            table.Property(static row => row.Version).IsConcurrencyToken();
            table
                .HasOne<GalleryRow>()
                .WithMany()
                .HasForeignKey(static row => row.GalleryId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasMany(static row => row.Tags)
                .WithOne()
                .HasForeignKey(static row => row.IdentityId)
                .OnDelete(DeleteBehavior.Cascade);
            table.HasIndex(static row => new { row.GalleryId, row.ExternalKeyDigest }).IsUnique();
            table.HasIndex(static row => new { row.GalleryId, row.Epoch });
            table.HasIndex(static row => row.RetainUntil);
            table.HasIndex(static row => row.State);
        });
        builder.Entity<IdentityTagRow>(table =>
        {
            table.ToTable("identity_tags");
            table.HasKey(static row => new { row.IdentityId, row.Tag });
            table.Property(static row => row.Tag).HasMaxLength(TagLength);
            table.HasIndex(static row => row.Tag);
        });
        builder.Entity<DistinctIdentitiesRow>(table =>
        {
            table.ToTable("distinct_identities");
            table.HasKey(static row => new { row.FirstId, row.SecondId });
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.FirstId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.SecondId)
                .OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureEmbeddings(ModelBuilder builder)
    {
        builder.Entity<EmbeddingRow>(table =>
        {
            table.ToTable(
                "face_embeddings",
                static t => t.HasCheckConstraint("ck_face_embeddings_vector", VectorLength)
            );
            table.Property(static row => row.Id).ValueGeneratedNever();
            table.Property(static row => row.SourceDigest).HasMaxLength(StoreTables.HashBytes);
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.IdentityId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<GalleryRow>()
                .WithMany()
                .HasForeignKey(static row => row.GalleryId)
                .OnDelete(DeleteBehavior.Restrict);

            // A vector's space and length are those of its model version: the pair of keys says so, not the application.
            table
                .HasOne<EmbeddingSpaceRow>()
                .WithMany()
                .HasForeignKey(static row => new { row.SpaceId, row.Dimension })
                .HasPrincipalKey(static row => new { row.Id, row.Dimension })
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<ModelVersionRow>()
                .WithMany()
                .HasForeignKey(static row => new { row.ModelVersionId, row.SpaceId })
                .HasPrincipalKey(static row => new { row.Id, row.SpaceKey })
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasIndex(static row => new
                {
                    row.IdentityId,
                    row.SpaceId,
                    row.Kind,
                    row.SourceDigest,
                })
                .IsUnique();
            table.HasIndex(static row => new
            {
                row.GalleryId,
                row.SpaceId,
                row.Epoch,
            });
            table.HasIndex(static row => new { row.GalleryId, row.SourceDigest });
        });
        builder.Entity<RemovedEmbeddingRow>(table =>
        {
            table.ToTable("removed_embeddings");
            table.HasKey(static row => new
            {
                row.GalleryId,
                row.Epoch,
                row.EmbeddingId,
            });
            table
                .HasOne<GalleryRow>()
                .WithMany()
                .HasForeignKey(static row => row.GalleryId)
                .OnDelete(DeleteBehavior.Cascade);
        });
    }
}
