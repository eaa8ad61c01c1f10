using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Where the move of a slot stands, as it is printed.</summary>
internal sealed record MigrateReport(
    int Migration,
    string Slot,
    string From,
    string To,
    EmbeddingMigrationState State,
    EmbeddingMigrationCounts Counts,
    bool Ready,
    MigrationGateReport? Gate,
    MigrationBridgeReport? Bridge,
    string? Override,
    DateTimeOffset StartedAt
)
{
    public static MigrateReport Of(MigrationStatus status) =>
        new(
            status.Migration.Id,
            status.Migration.Slot,
            status.Migration.From.ToString(),
            status.Migration.To.ToString(),
            status.Migration.State,
            status.Counts,
            status.IsReady,
            status.Gate,
            status.Bridge,
            status.Migration.OverrideReason,
            status.Migration.StartedAt
        );
}
