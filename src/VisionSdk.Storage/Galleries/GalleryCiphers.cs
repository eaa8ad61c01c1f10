using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Opens the vectors of a gallery while it is read.</summary>
internal sealed class GalleryCiphers : IDisposable
{
    private readonly Dictionary<Guid, byte[]>? _keys;
    private IdentityCipher? _cipher;
    private Guid _identity;

    private GalleryCiphers(Dictionary<Guid, byte[]>? keys) => _keys = keys;

    /// <summary>Reads the keys that will be needed: all, the first time, and later those of identities that have changed.</summary>
    public static async Task<GalleryCiphers> CreateAsync(
        VisionDbContext context,
        KeyVault? vault,
        GalleryKey gallery,
        long after,
        CancellationToken cancellationToken
    )
    {
        if (vault is null)
        {
            return new GalleryCiphers(keys: null);
        }

        if (after < 0)
        {
            return new GalleryCiphers(await vault.AllAsync(cancellationToken).ConfigureAwait(false));
        }

        var changed = await context
            .Embeddings.Where(row =>
                row.GalleryId == gallery.Gallery && row.SpaceId == gallery.Space && row.Epoch > after
            )
            .Select(static row => row.IdentityId)
            .Distinct()
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return new GalleryCiphers(await vault.FindManyAsync(changed, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether the identity's key exists; without it the identity is being erased.</summary>
    public bool CanOpen(Guid identity) => _keys is null || _keys.ContainsKey(identity);

    public void Open(Guid identity, string purpose, VectorReader vectors, Span<float> destination)
    {
        if (_keys is null && vectors.Scheme == (int)EnvelopeScheme.Plain)
        {
            MemoryMarshal.Cast<byte, float>(vectors.Vector).CopyTo(destination);
            return;
        }

        if (_cipher is null || _identity != identity)
        {
            _cipher?.Dispose();
            _cipher = new IdentityCipher(identity, _keys is null ? [] : _keys[identity]);
            _identity = identity;
        }

        _cipher.Open(purpose, (EnvelopeScheme)vectors.Scheme, vectors.Vector, MemoryMarshal.AsBytes(destination));
    }

    /// <summary>Overwrites the keys, which were read for one load only.</summary>
    public void Dispose()
    {
        _cipher?.Dispose();
        foreach (var key in _keys?.Values ?? Enumerable.Empty<byte[]>())
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
