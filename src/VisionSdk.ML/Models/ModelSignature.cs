using System.Security.Cryptography;

namespace VisionSdk.ML;

/// <summary>Signs the manifest of a package; since the manifest names the graph by its hash, that covers the whole package.</summary>
/// <remarks>
/// ECDSA over the exact bytes of <c>model.json</c> with SHA-256, in DER (RFC 3279), as <c>openssl dgst -sha256 -sign key.pem model.json</c> writes
/// it. It lies beside the manifest as <see cref="FileName"/>.
/// </remarks>
public static class ModelSignature
{
    /// <summary>File name of a signature inside its package folder.</summary>
    public const string FileName = "model.json.sig";

    /// <summary>Largest signature that is read, in bytes.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Signs a manifest.</summary>
    /// <param name="manifest">The bytes of <c>model.json</c>.</param>
    /// <param name="privateKeyPem">A private key of any named curve, PEM.</param>
    /// <returns>The signature, DER.</returns>
    /// <exception cref="ArgumentException">The text holds no private key of an elliptic curve.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> manifest, ReadOnlySpan<char> privateKeyPem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(privateKeyPem);
            return key.SignData(manifest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ArgumentException(
                "The text holds no private key that can sign; expected an elliptic-curve key in PEM, as 'openssl ecparam -genkey' writes it.",
                nameof(privateKeyPem),
                exception
            );
        }
    }
}
