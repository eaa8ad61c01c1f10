namespace VisionSdk.Storage;

/// <summary>What the comparison of the old space with the new one has said.</summary>
public enum MigrationGate
{
    /// <summary>They have not been compared.</summary>
    Open,

    /// <summary>The new space recognises at least as well, within the margin that was allowed.</summary>
    Passed,

    /// <summary>The new space recognises worse.</summary>
    Failed,

    /// <summary>The data cannot tell.</summary>
    NotEnoughData,
}
