using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What was measured in each embedding space, and when it held.</summary>
internal static class CalibrationTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<CalibrationRow>(table =>
        {
            table.ToTable("calibrations");
            table.Property(static row => row.Source).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Actor).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.Digest).HasMaxLength(ModelTables.ShaLength);
            table
                .HasOne<EmbeddingSpaceRow>()
                .WithMany()
                .HasForeignKey(static row => row.SpaceId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<ModelVersionRow>()
                .WithMany()
                .HasForeignKey(static row => row.ModelVersionId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasMany(static row => row.Thresholds)
                .WithOne()
                .HasForeignKey(static row => row.CalibrationId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.SpaceId, row.Id });
        });
        builder.Entity<CalibrationThresholdRow>(table =>
        {
            table.ToTable("calibration_thresholds");
            table.HasKey(static row => new { row.CalibrationId, row.Ordinal });
        });
    }
}
