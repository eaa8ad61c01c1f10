using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Rollouts with their counters, and recorded decisions with their pictures.</summary>
internal static class RolloutTables
{
    public const int OperationLength = 32;
    public const int CounterLength = 160;

    // RolloutState.Running.
    private const string IsRunning = "state = 0";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<RolloutRow>(table =>
        {
            table.ToTable(
                "rollouts",
                static t => t.HasCheckConstraint("ck_rollouts_share", "share >= 0 AND share <= 1")
            );
            table.Property(static row => row.Slot).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.StartedBy).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.EndedBy).HasMaxLength(StoreTables.NameLength);
            table
                .HasOne<ModelVersionRow>()
                .WithMany()
                .HasForeignKey(static row => row.ModelVersionId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => row.Slot).IsUnique().HasFilter(IsRunning);
        });
        builder.Entity<RolloutCountRow>(table =>
        {
            table.ToTable("rollout_counts");
            table.Property(static row => row.Operation).HasMaxLength(OperationLength);
            table.Property(static row => row.Name).HasMaxLength(CounterLength);
            table.HasKey(static row => new
            {
                row.RolloutId,
                row.Operation,
                row.Name,
            });
            table
                .HasOne<RolloutRow>()
                .WithMany()
                .HasForeignKey(static row => row.RolloutId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        ConfigureDecisions(builder);
    }

    private static void ConfigureDecisions(ModelBuilder builder)
    {
        builder.Entity<DecisionRow>(table =>
        {
            table.ToTable("decisions");
            table.Property(static row => row.Id).ValueGeneratedNever();
            table.Property(static row => row.Operation).HasMaxLength(OperationLength);
            table.Property(static row => row.Profile).HasMaxLength(IdentityTables.ProfileLength);
            table.Property(static row => row.Slot).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.ModelId).HasMaxLength(StoreTables.NameLength);
            table.Property(static row => row.ModelVersion).HasMaxLength(ModelTables.VersionLength);
            table.Property(static row => row.Space).HasMaxLength(ModelTables.ShaLength);
            table.Property(static row => row.Decision).HasMaxLength(OperationLength);
            table
                .HasOne<TenantRow>()
                .WithMany()
                .HasForeignKey(static row => row.TenantId)
                .OnDelete(DeleteBehavior.Restrict);
            table
                .HasOne<IdentityRow>()
                .WithMany()
                .HasForeignKey(static row => row.IdentityId)
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<RolloutRow>()
                .WithMany()
                .HasForeignKey(static row => row.RolloutId)
                .OnDelete(DeleteBehavior.SetNull);
            table.HasIndex(static row => row.DecidedAt);
            table.HasIndex(static row => row.RetainUntil);
        });
        builder.Entity<DecisionCropRow>(table =>
        {
            table.ToTable("decision_crops");
            table.HasKey(static row => new { row.DecisionId, row.Ordinal });
            table.Property(static row => row.MediaType).HasMaxLength(IdentityTables.TagLength);
            table
                .HasOne<DecisionRow>()
                .WithMany()
                .HasForeignKey(static row => row.DecisionId)
                .OnDelete(DeleteBehavior.Cascade);
        });
    }
}
