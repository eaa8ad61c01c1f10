namespace VisionSdk.Storage;

/// <summary>Where an identity stands.</summary>
internal enum IdentityState
{
    /// <summary>It can be found.</summary>
    Active,

    /// <summary>Its erasure has begun and is completed at the next opportunity; it is no longer found.</summary>
    Erasing,
}
