namespace VisionSdk.Storage;

/// <summary>How a value is sealed.</summary>
internal enum EnvelopeScheme
{
    /// <summary>It lies open.</summary>
    Plain,

    /// <summary>Nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
    Aes256Gcm,
}
