using System.Text;

namespace VisionSdk.Storage.Tests;

public sealed class IdentityCipherTests
{
    private const string Purpose = "details";

    private static readonly byte[] Key = [.. Enumerable.Range(0, Envelope.KeyBytes).Select(static i => (byte)i)];
    private static readonly byte[] Value = Encoding.UTF8.GetBytes("a name");
    private static readonly Guid Identity = Guid.Parse("0192f000-0000-7000-8000-000000000001");

    [Fact]
    public void Open_returns_what_was_sealed()
    {
        using var cipher = new IdentityCipher(Identity, Key);

        var sealedValue = cipher.Seal(Purpose, Value);

        sealedValue.Length.ShouldBe(Value.Length + Envelope.Overhead);
        cipher.Open(Purpose, EnvelopeScheme.Aes256Gcm, sealedValue).ShouldBe(Value);
        cipher.Seal(Purpose, Value).ShouldNotBe(sealedValue);
    }

    [Fact]
    public void Open_refuses_a_value_of_another_identity_even_under_the_same_key()
    {
        using var cipher = new IdentityCipher(Identity, Key);
        using var other = new IdentityCipher(Guid.NewGuid(), Key);

        ShouldBeTampered(() => other.Open(Purpose, EnvelopeScheme.Aes256Gcm, cipher.Seal(Purpose, Value)));
    }

    [Fact]
    public void Open_refuses_a_value_of_another_purpose_or_space()
    {
        using var cipher = new IdentityCipher(Identity, Key);
        var one = SealPurpose.Vector(new EmbeddingSpaceId(new string('a', 64)));
        var two = SealPurpose.Vector(new EmbeddingSpaceId(new string('b', 64)));

        ShouldBeTampered(() => cipher.Open(two, EnvelopeScheme.Aes256Gcm, cipher.Seal(one, Value)));
    }

    [Fact]
    public void Open_refuses_a_changed_value_and_one_that_lies_open()
    {
        using var cipher = new IdentityCipher(Identity, Key);
        var sealedValue = cipher.Seal(Purpose, Value);
        sealedValue[Envelope.NonceBytes] ^= 1;

        ShouldBeTampered(() => cipher.Open(Purpose, EnvelopeScheme.Aes256Gcm, sealedValue));
        ShouldBeTampered(() => cipher.Open(Purpose, EnvelopeScheme.Aes256Gcm, [1, 2, 3]));
        ShouldBeTampered(() => cipher.Open(Purpose, EnvelopeScheme.Plain, Value));
    }

    private static void ShouldBeTampered(Action open) =>
        Should.Throw<StoreException>(open).Failure.ShouldBe(StoreFailure.Tampered);
}
