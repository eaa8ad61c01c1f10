namespace VisionSdk.Storage;

/// <summary>Where one identity stands in a move to another space.</summary>
public enum EmbeddingMigrationItemState
{
    /// <summary>One of the two spaces lacks a vector that the other has.</summary>
    Pending,

    /// <summary>What it lacks has no picture to be made from; it waits for the bridge.</summary>
    Uncropped,

    /// <summary>Both spaces have it.</summary>
    Done,

    /// <summary>Both spaces have it, one of them by vectors that were mapped from the other's. It should be enrolled again.</summary>
    Bridged,

    /// <summary>One of the spaces does not have it. It must be enrolled again.</summary>
    Failed,
}
