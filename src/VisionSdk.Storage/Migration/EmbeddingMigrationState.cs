namespace VisionSdk.Storage;

/// <summary>Where a move of galleries to another embedding space stands.</summary>
public enum EmbeddingMigrationState
{
    /// <summary>Vectors of the new space are being made; the old space answers.</summary>
    Running,

    /// <summary>The new space answers. The old one is kept and kept complete, so that it can be taken back.</summary>
    CutOver,

    /// <summary>The old space answers again. What has been made of the new one is kept, and it can be cut over again.</summary>
    RolledBack,

    /// <summary>The old space's vectors are being dropped; there is no way back.</summary>
    Finishing,

    /// <summary>The new space's vectors are being dropped.</summary>
    Abandoning,

    /// <summary>Only the new space is left.</summary>
    Finished,

    /// <summary>It was given up, and only the old space is left.</summary>
    Abandoned,
}
