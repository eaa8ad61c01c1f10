using System.Diagnostics;
using System.Security.Cryptography;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ModelTrustTests
{
    private static readonly byte[] Manifest = "{ \"id\": \"tiny\" }"u8.ToArray();

    [Fact]
    public void A_signature_of_a_trusted_key_names_the_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var trust = ModelTrust.FromPem([other.ExportSubjectPublicKeyInfoPem(), key.ExportSubjectPublicKeyInfoPem()]);

        var signer = trust.FindSigner(Manifest, ModelSignature.Sign(Manifest, key.ExportPkcs8PrivateKeyPem()));

        signer.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
    }

    [Fact]
    public void Other_bytes_another_key_or_a_damaged_signature_are_not_believed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var trust = ModelTrust.FromPem([key.ExportSubjectPublicKeyInfoPem()]);
        var signature = ModelSignature.Sign(Manifest, key.ExportPkcs8PrivateKeyPem());

        trust.FindSigner("{ \"id\": \"tony\" }"u8, signature).ShouldBeNull();
        trust.FindSigner(Manifest, ModelSignature.Sign(Manifest, stranger.ExportPkcs8PrivateKeyPem())).ShouldBeNull();
        trust.FindSigner(Manifest, signature.AsSpan(0, signature.Length - 3)).ShouldBeNull();
        trust.FindSigner(Manifest, []).ShouldBeNull();
        ModelTrust.None.FindSigner(Manifest, signature).ShouldBeNull();
    }

    [Fact]
    public void What_is_no_key_is_misuse()
    {
        Should.Throw<ArgumentException>(() => ModelTrust.FromPem(["not a key"]));
        Should.Throw<ArgumentException>(() => ModelSignature.Sign(Manifest, "not a key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfoPem();
        Should.Throw<ArgumentException>(() => ModelSignature.Sign(Manifest, publicKey));
    }

    [Fact]
    public void A_signature_that_openssl_makes_is_believed()
    {
        using var folder = new TemporaryFolder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(folder.At("key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(folder.At("model.json"), Manifest);
        try
        {
            using var openssl = Process.Start(
                "openssl",
                ["dgst", "-sha256", "-sign", folder.At("key.pem"), "-out", folder.At("sig"), folder.At("model.json")]
            );
            openssl.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("openssl is not installed");
        }

        ModelTrust
            .FromPem([key.ExportSubjectPublicKeyInfoPem()])
            .FindSigner(Manifest, File.ReadAllBytes(folder.At("sig")))
            .ShouldNotBeNull();
    }
}
