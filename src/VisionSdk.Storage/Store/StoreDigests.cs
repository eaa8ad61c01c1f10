using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>
/// Digests by which something is found again without lying open: an external key, a picture. They are keyed, so that guessing needs the
/// store's key too.
/// </summary>
internal sealed class StoreDigests(byte[] key)
{
    public byte[] OfExternalKey(int galleryId, string externalKey) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"external-key\n{galleryId}\n{externalKey}"));

    public byte[] OfSource(ReadOnlySpan<byte> sourceHash)
    {
        var digest = new byte[HMACSHA256.HashSizeInBytes];
        OfSource(sourceHash, digest);
        return digest;
    }

    public void OfSource(ReadOnlySpan<byte> sourceHash, Span<byte> destination)
    {
        ReadOnlySpan<byte> prefix = "source\n"u8;
        Span<byte> text = stackalloc byte[prefix.Length + SHA256.HashSizeInBytes];
        prefix.CopyTo(text);
        sourceHash.CopyTo(text[prefix.Length..]);
        HMACSHA256.HashData(key, text, destination);
    }
}
