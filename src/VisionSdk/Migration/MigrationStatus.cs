using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Where a move stands.</summary>
public sealed record MigrationStatus
{
    /// <summary>The move.</summary>
    public required EmbeddingMigrationRecord Migration { get; init; }

    /// <summary>How many identities stand where.</summary>
    public required EmbeddingMigrationCounts Counts { get; init; }

    /// <summary>What the gate has measured; <see langword="null"/> before it was evaluated.</summary>
    public MigrationGateReport? Gate { get; init; }

    /// <summary>What was measured of the bridge; <see langword="null"/> when none was needed.</summary>
    public MigrationBridgeReport? Bridge { get; init; }

    /// <summary>Whether nobody waits any more and the gate has passed, so that it can be cut over.</summary>
    public bool IsReady =>
        Migration
            is {
                State: EmbeddingMigrationState.Running or EmbeddingMigrationState.RolledBack,
                Gate: MigrationGate.Passed
            }
        && Counts.Remaining == 0;
}
