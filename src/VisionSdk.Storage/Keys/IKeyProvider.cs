namespace VisionSdk.Storage;

/// <summary>Wraps the store's few vault keys with a key that never lies in a database: a key ring, a file, a KMS or an HSM.</summary>
/// <remarks>
/// Implementations are thread-safe. They are asked when a store opens and when keys are rotated, not for each identity. A key that has
/// wrapped something must stay available for unwrapping until <see cref="VisionStore.RotateKeysAsync"/> has run.
/// </remarks>
public interface IKeyProvider
{
    /// <summary>Name of the key that <see cref="WrapAsync"/> uses now; it is stored in clear.</summary>
    string CurrentKeyId { get; }

    /// <summary>Encrypts a key.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wrapped key, opaque.</returns>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>Decrypts a key.</summary>
    /// <param name="keyId">Name of the key that wrapped it.</param>
    /// <param name="wrapped">What <see cref="WrapAsync"/> returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">This provider's key does not open it.</exception>
    ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken);
}
