namespace VisionSdk.Storage;

/// <summary>How many identities of a move stand where.</summary>
public sealed record EmbeddingMigrationCounts
{
    /// <summary>They lack vectors and wait, or are being worked on.</summary>
    public int Pending { get; init; }

    /// <summary>They lack vectors, have no picture, and wait for the bridge.</summary>
    public int Uncropped { get; init; }

    /// <summary>Both spaces have them.</summary>
    public int Done { get; init; }

    /// <summary>Both spaces have them, one by mapped vectors.</summary>
    public int Bridged { get; init; }

    /// <summary>They could not be moved.</summary>
    public int Failed { get; init; }

    /// <summary>Of <see cref="Failed"/>, those that the new space does not have at all.</summary>
    public int MissingInNew { get; init; }

    /// <summary>Identities that the old space does not have, so that it would not find them after a rollback.</summary>
    public int MissingInOld { get; init; }

    /// <summary>How many were finished in the last minute, by all processes together.</summary>
    public int LastMinute { get; init; }

    /// <summary>All.</summary>
    public int Total => Pending + Uncropped + Done + Bridged + Failed;

    /// <summary>Those that still have to be worked on.</summary>
    public int Remaining => Pending + Uncropped;
}
