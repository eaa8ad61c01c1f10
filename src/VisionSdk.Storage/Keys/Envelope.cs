using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>AES-256-GCM with a random nonce: nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
/// <remarks>NIST SP 800-38D. One key seals at most the few values of one identity, far below the bound for random nonces.</remarks>
internal static class Envelope
{
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int Overhead = NonceBytes + TagBytes;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> associated)
    {
        using var aes = new AesGcm(key, TagBytes);
        return Seal(aes, value, associated);
    }

    public static byte[] Seal(AesGcm aes, ReadOnlySpan<byte> value, ReadOnlySpan<byte> associated)
    {
        var sealedValue = new byte[Overhead + value.Length];
        Seal(aes, value, associated, sealedValue);
        return sealedValue;
    }

    public static void Seal(AesGcm aes, ReadOnlySpan<byte> value, ReadOnlySpan<byte> associated, Span<byte> destination)
    {
        var nonce = destination[..NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, value, destination[NonceBytes..^TagBytes], destination[^TagBytes..], associated);
    }

    /// <exception cref="CryptographicException">The key, the associated data or the value is not what it was sealed with.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> associated)
    {
        using var aes = new AesGcm(key, TagBytes);
        return Open(aes, sealedValue, associated);
    }

    /// <exception cref="CryptographicException">The key, the associated data or the value is not what it was sealed with.</exception>
    public static byte[] Open(AesGcm aes, ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> associated)
    {
        var value = new byte[Math.Max(sealedValue.Length - Overhead, 0)];
        Open(aes, sealedValue, associated, value);
        return value;
    }

    /// <exception cref="CryptographicException">The key, the associated data or the value is not what it was sealed with.</exception>
    public static void Open(
        AesGcm aes,
        ReadOnlySpan<byte> sealedValue,
        ReadOnlySpan<byte> associated,
        Span<byte> destination
    )
    {
        if (sealedValue.Length != destination.Length + Overhead)
        {
            throw new CryptographicException(
                $"A sealed value has {sealedValue.Length} bytes; expected {destination.Length + Overhead}."
            );
        }

        aes.Decrypt(
            sealedValue[..NonceBytes],
            sealedValue[NonceBytes..^TagBytes],
            sealedValue[^TagBytes..],
            destination,
            associated
        );
    }
}
