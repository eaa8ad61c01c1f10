namespace VisionSdk.Storage;

/// <summary>Where a model version stands.</summary>
public enum ModelVersionState
{
    /// <summary>Known, and not loaded yet.</summary>
    Registered,

    /// <summary>Loaded once, with the golden outputs that its manifest promises. It plays no role.</summary>
    Verified,

    /// <summary>It plays a role: it is the last activation of a slot.</summary>
    Active,

    /// <summary>Taken out of use. It can be activated after it has been verified again.</summary>
    Retired,

    /// <summary>It must never be used again.</summary>
    Revoked,
}
