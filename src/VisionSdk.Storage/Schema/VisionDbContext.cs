using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The tables of the store. Applications use <see cref="VisionStore"/>; this type is for migrations and hosts that own the database.</summary>
/// <param name="options">The options of a provider, such as those that <c>UseVisionSdkSqlite</c> makes.</param>
/// <remarks>Times are stored as milliseconds since 1970 (UTC), which sort on every provider. Enumerations are stored as numbers.</remarks>
public sealed class VisionDbContext(DbContextOptions<VisionDbContext> options) : DbContext(options)
{
    internal DbSet<StoreInfoRow> StoreInfo => Set<StoreInfoRow>();

    internal DbSet<TenantRow> Tenants => Set<TenantRow>();

    internal DbSet<GalleryRow> Galleries => Set<GalleryRow>();

    internal DbSet<IdentityRow> Identities => Set<IdentityRow>();

    internal DbSet<IdentityTagRow> IdentityTags => Set<IdentityTagRow>();

    internal DbSet<DistinctIdentitiesRow> DistinctIdentities => Set<DistinctIdentitiesRow>();

    internal DbSet<EmbeddingRow> Embeddings => Set<EmbeddingRow>();

    internal DbSet<RemovedEmbeddingRow> RemovedEmbeddings => Set<RemovedEmbeddingRow>();

    internal DbSet<FaceCropRow> FaceCrops => Set<FaceCropRow>();

    internal DbSet<EmbeddingSpaceRow> EmbeddingSpaces => Set<EmbeddingSpaceRow>();

    internal DbSet<ModelRow> Models => Set<ModelRow>();

    internal DbSet<ModelVersionRow> ModelVersions => Set<ModelVersionRow>();

    internal DbSet<ModelWeightsRow> ModelWeights => Set<ModelWeightsRow>();

    internal DbSet<SlotActivationRow> SlotActivations => Set<SlotActivationRow>();

    internal DbSet<CalibrationRow> Calibrations => Set<CalibrationRow>();

    internal DbSet<SpaceMigrationRow> SpaceMigrations => Set<SpaceMigrationRow>();

    internal DbSet<SpaceMigrationProfileRow> SpaceMigrationProfiles => Set<SpaceMigrationProfileRow>();

    internal DbSet<SpaceMigrationItemRow> SpaceMigrationItems => Set<SpaceMigrationItemRow>();

    internal DbSet<AnchorSetRow> AnchorSets => Set<AnchorSetRow>();

    internal DbSet<RolloutRow> Rollouts => Set<RolloutRow>();

    internal DbSet<RolloutCountRow> RolloutCounts => Set<RolloutCountRow>();

    internal DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    internal DbSet<DecisionCropRow> DecisionCrops => Set<DecisionCropRow>();

    internal DbSet<AuditEntryRow> AuditEntries => Set<AuditEntryRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        StoreTables.Configure(modelBuilder);
        IdentityTables.Configure(modelBuilder);
        ModelTables.Configure(modelBuilder);
        CalibrationTables.Configure(modelBuilder);
        MigrationTables.Configure(modelBuilder);
        AnchorTables.Configure(modelBuilder);
        RolloutTables.Configure(modelBuilder);
        SnakeCaseNames.Apply(modelBuilder);
    }
}
