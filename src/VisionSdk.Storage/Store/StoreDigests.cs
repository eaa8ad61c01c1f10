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
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData("source\n"u8);
        hash.AppendData(sourceHash);
        return hash.GetHashAndReset();
    }
}
