using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>The data keys that reading a gallery needs; in a store without encryption there are none, and none are needed.</summary>
/// <param name="keys">The keys by identity; <see langword="null"/> without encryption.</param>
internal sealed class GalleryKeys(Dictionary<Guid, byte[]>? keys) : IDisposable
{
    public bool IsPlain => keys is null;

    /// <summary>Whether the identity's key exists; without it the identity is being erased.</summary>
    public bool CanOpen(Guid identity) => keys is null || keys.ContainsKey(identity);

    /// <summary>The identity's key; empty without encryption.</summary>
    public ReadOnlySpan<byte> Find(Guid identity) => keys is null ? [] : keys[identity];

    /// <summary>Overwrites the keys, which were read for one load only.</summary>
    public void Dispose()
    {
        foreach (var key in keys?.Values ?? Enumerable.Empty<byte[]>())
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
