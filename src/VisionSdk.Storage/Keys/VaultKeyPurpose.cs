namespace VisionSdk.Storage;

/// <summary>What a vault key is for.</summary>
internal enum VaultKeyPurpose
{
    /// <summary>It wraps data keys.</summary>
    DataKeys,

    /// <summary>It makes digests of external keys and pictures.</summary>
    Digests,
}
