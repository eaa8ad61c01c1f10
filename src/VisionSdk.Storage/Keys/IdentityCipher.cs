using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>Seals and opens what belongs to one identity. A value moved to another identity, space or purpose does not open.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class IdentityCipher : IDisposable
{
    // Part of the associated data: a schema that gives the same bytes another meaning must not open the old ones.
    private const byte SchemaVersion = 1;

    private readonly AesGcm? _aes;
    private readonly Guid _identity;
    private byte[]? _associated;
    private string? _purpose;

    /// <param name="identity">The identity.</param>
    /// <param name="key">Its data key; empty in a store without encryption.</param>
    public IdentityCipher(Guid identity, ReadOnlySpan<byte> key)
    {
        _identity = identity;
        _aes = key.IsEmpty ? null : new AesGcm(key, Envelope.TagBytes);
    }

    public EnvelopeScheme Scheme => _aes is null ? EnvelopeScheme.Plain : EnvelopeScheme.Aes256Gcm;

    /// <summary>Whether the store does not encrypt, so that a sealed value is the value.</summary>
    public bool IsPlain => _aes is null;

    public int SealedLength(int length) => length + (_aes is null ? 0 : Envelope.Overhead);

    public byte[] Seal(string purpose, ReadOnlySpan<byte> value)
    {
        var sealedValue = new byte[SealedLength(value.Length)];
        Seal(purpose, value, sealedValue);
        return sealedValue;
    }

    /// <summary>Seals into memory of <see cref="SealedLength"/> bytes.</summary>
    public void Seal(string purpose, ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (_aes is null)
        {
            value.CopyTo(destination);
        }
        else
        {
            Envelope.Seal(_aes, value, Associated(purpose), destination);
        }
    }

    public byte[] Open(string purpose, EnvelopeScheme scheme, ReadOnlySpan<byte> value)
    {
        var opened = new byte[Math.Max(value.Length - (scheme == EnvelopeScheme.Plain ? 0 : Envelope.Overhead), 0)];
        Open(purpose, scheme, value, opened);
        return opened;
    }

    /// <exception cref="StoreException">The value was changed, or moved here from another identity, space or store.</exception>
    public void Open(string purpose, EnvelopeScheme scheme, ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (scheme == EnvelopeScheme.Plain)
        {
            if (_aes is not null)
            {
                throw Tampered("it lies open in a store that encrypts", inner: null);
            }

            value.CopyTo(destination);
            return;
        }

        try
        {
            Envelope.Open(
                _aes ?? throw new CryptographicException("There is no key."),
                value,
                Associated(purpose),
                destination
            );
        }
        catch (CryptographicException exception)
        {
            throw Tampered("it does not open with the identity's key", exception);
        }
    }

    public void Dispose() => _aes?.Dispose();

    private byte[] Associated(string purpose)
    {
        if (_associated is null || _purpose != purpose)
        {
            var name = Encoding.UTF8.GetBytes(purpose);
            _associated = new byte[1 + 16 + 4 + name.Length];
            _associated[0] = SchemaVersion;
            _identity.TryWriteBytes(_associated.AsSpan(1), bigEndian: true, out _);
            BinaryPrimitives.WriteInt32LittleEndian(_associated.AsSpan(17), name.Length);
            name.CopyTo(_associated, 21);
            _purpose = purpose;
        }

        return _associated;
    }

    private StoreException Tampered(string problem, Exception? inner) =>
        new(
            StoreFailure.Tampered,
            $"A value of identity {_identity} cannot be used: {problem}. It was changed outside VisionSdk or belongs elsewhere; restore it from a backup or erase the identity.",
            inner
        );
}
