using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Anchor sets.</summary>
internal static class AnchorTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AnchorSetRow>(table =>
        {
            table.ToTable("anchor_sets");
            table.Property(static row => row.Name).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Digest).HasMaxLength(ModelTables.ShaLength);
            table
                .HasOne<TenantRow>()
                .WithMany()
                .HasForeignKey(static row => row.TenantId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasMany(static row => row.Anchors)
                .WithOne()
                .HasForeignKey(static row => row.AnchorSetId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasIndex(static row => new
                {
                    row.TenantId,
                    row.Name,
                    row.Number,
                })
                .IsUnique();
        });
        builder.Entity<AnchorRow>(table =>
        {
            table.ToTable("anchors", static t => t.HasCheckConstraint("ck_anchors_size", "width > 0 AND height > 0"));
            table.HasKey(static row => new { row.AnchorSetId, row.Ordinal });
        });
    }
}
