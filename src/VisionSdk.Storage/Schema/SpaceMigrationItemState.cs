namespace VisionSdk.Storage;

/// <summary>Where one identity stands in a move.</summary>
internal enum SpaceMigrationItemState
{
    /// <summary>It waits.</summary>
    Pending,

    /// <summary>It has vectors of the new space.</summary>
    Done,

    /// <summary>Its vectors were computed from the old ones, for want of a picture.</summary>
    Bridged,

    /// <summary>It has to be enrolled again.</summary>
    Failed,
}
