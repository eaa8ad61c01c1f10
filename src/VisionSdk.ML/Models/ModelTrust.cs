using System.Collections.Immutable;
using System.Security.Cryptography;

namespace VisionSdk.ML;

/// <summary>The public keys whose signatures on model packages are believed.</summary>
/// <remarks>Immutable and safe to share.</remarks>
public sealed class ModelTrust
{
    private readonly ImmutableArray<byte[]> _keys;

    private ModelTrust(ImmutableArray<byte[]> keys) => _keys = keys;

    /// <summary>Nobody is believed.</summary>
    public static ModelTrust None { get; } = new([]);

    /// <summary>Whether there is no key at all.</summary>
    public bool IsEmpty => _keys.IsEmpty;

    /// <summary>Reads keys.</summary>
    /// <param name="publicKeys">Public keys of elliptic curves, one per text, PEM.</param>
    /// <returns>The trust list.</returns>
    /// <exception cref="ArgumentException">A text is no such key.</exception>
    public static ModelTrust FromPem(IEnumerable<string> publicKeys)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        return new ModelTrust([.. publicKeys.Select(Read)]);
    }

    /// <summary>Finds the key that signed a manifest.</summary>
    /// <param name="manifest">The bytes of <c>model.json</c>.</param>
    /// <param name="signature">The signature; empty for none.</param>
    /// <returns>SHA-256 of the key (its SubjectPublicKeyInfo), in lower-case hexadecimal digits; <see langword="null"/> when no trusted key signed these bytes.</returns>
    public string? FindSigner(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> signature)
    {
        if (signature.IsEmpty)
        {
            return null;
        }

        foreach (var info in _keys)
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out _);
            if (key.VerifyData(manifest, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            {
                return Convert.ToHexStringLower(SHA256.HashData(info));
            }
        }

        return null;
    }

    private static byte[] Read(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ArgumentException(
                "A trusted key is not a public key of an elliptic curve in PEM ('-----BEGIN PUBLIC KEY-----').",
                nameof(pem),
                exception
            );
        }
    }
}
