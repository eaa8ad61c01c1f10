namespace VisionSdk.Storage;

/// <summary>Where a model version stands.</summary>
internal enum ModelVersionState
{
    /// <summary>Known.</summary>
    Registered,

    /// <summary>Loaded once, with the golden outputs.</summary>
    Verified,

    /// <summary>It plays a role.</summary>
    Active,

    /// <summary>It plays none any more.</summary>
    Retired,

    /// <summary>It must not be used.</summary>
    Revoked,
}
