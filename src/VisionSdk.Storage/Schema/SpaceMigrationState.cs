namespace VisionSdk.Storage;

/// <summary>Where a move to another space stands.</summary>
internal enum SpaceMigrationState
{
    /// <summary>Vectors are being made.</summary>
    Running,

    /// <summary>Every identity is through; it can be cut over.</summary>
    Ready,

    /// <summary>The gallery answers in the new space.</summary>
    CutOver,

    /// <summary>The gallery answers in the old space again.</summary>
    RolledBack,

    /// <summary>It was given up.</summary>
    Abandoned,
}
