using System.Runtime.InteropServices;

namespace VisionSdk.Storage;

/// <summary>Opens vectors while they are read, for one thread: rows of one identity mostly follow each other.</summary>
internal sealed class GalleryCipher(GalleryKeys keys, EmbeddingSpaceId space) : IDisposable
{
    private readonly string _purpose = SealPurpose.Vector(space);
    private IdentityCipher? _cipher;
    private Guid _identity;

    public void Open(Guid identity, VectorReader vectors, Span<float> destination)
    {
        if (keys.IsPlain && vectors.Scheme == (int)EnvelopeScheme.Plain)
        {
            MemoryMarshal.Cast<byte, float>(vectors.Vector).CopyTo(destination);
            return;
        }

        if (_cipher is null || _identity != identity)
        {
            _cipher?.Dispose();
            _cipher = new IdentityCipher(identity, keys.Find(identity));
            _identity = identity;
        }

        _cipher.Open(_purpose, (EnvelopeScheme)vectors.Scheme, vectors.Vector, MemoryMarshal.AsBytes(destination));
    }

    public void Dispose() => _cipher?.Dispose();
}
