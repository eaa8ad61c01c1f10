namespace VisionSdk.Storage;

/// <summary>What a store does to personal data before it writes it.</summary>
public enum StoreEncryption
{
    /// <summary>Nothing: vectors, names and crops lie open in the database.</summary>
    None,

    /// <summary>AES-256-GCM with a data key for each identity.</summary>
    Aes256Gcm,
}
