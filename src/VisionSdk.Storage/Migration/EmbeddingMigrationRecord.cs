using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A move of a slot's galleries to another embedding space.</summary>
public sealed record EmbeddingMigrationRecord
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>The role whose model changes.</summary>
    public required string Slot { get; init; }

    /// <summary>The recognition profiles whose galleries are moved, in ordinal order.</summary>
    public required ImmutableArray<string> Profiles { get; init; }

    /// <summary>The model version of the old space.</summary>
    public required ModelVersionRecord From { get; init; }

    /// <summary>The model version of the new space.</summary>
    public required ModelVersionRecord To { get; init; }

    /// <summary>Where it stands.</summary>
    public required EmbeddingMigrationState State { get; init; }

    /// <summary>The slot's last event that the move knows of.</summary>
    public required long Activation { get; init; }

    /// <summary>Who began it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>What comparing the two spaces has said.</summary>
    public MigrationGate Gate { get; init; }

    /// <summary>What was measured for it, as the one who measured wrote it down; <see langword="null"/> before.</summary>
    public string? GateReport { get; init; }

    /// <summary>Why it was cut over without the gate's consent; <see langword="null"/> when it was not.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>What was measured of the bridge; <see langword="null"/> when none was needed.</summary>
    public string? BridgeReport { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its state last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether both spaces are being kept complete: new enrolments are wanted in both.</summary>
    public bool IsOpen =>
        State
            is EmbeddingMigrationState.Running
                or EmbeddingMigrationState.CutOver
                or EmbeddingMigrationState.RolledBack;
}
